package org.vipagent.daemon.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Hands a request to whoever answers those that begin with its first word. */
public final class Requests implements ControlServer.Answers {
    private final Map<String, ControlServer.Answers> byFirstWord = new LinkedHashMap<>();

    /**
     * Adds requests.
     *
     * @param answers gets the whole line
     */
    public Requests add(String firstWord, ControlServer.Answers answers) {
        byFirstWord.put(firstWord, answers);
        return this;
    }

    @Override
    public String answer(String request) {
        String first = request.strip().split("\\s+", 2)[0];
        ControlServer.Answers answers = byFirstWord.get(first);
        if (answers == null) {
            return Refusal.json("unknown request; there is: " + String.join(", ", new TreeSet<>(byFirstWord.keySet())));
        }
        return answers.answer(request.strip());
    }
}
