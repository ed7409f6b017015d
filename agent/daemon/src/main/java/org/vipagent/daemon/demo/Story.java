package org.vipagent.daemon.demo;

import static org.vipagent.daemon.demo.Balancer.BACKUP;
import static org.vipagent.daemon.demo.Balancer.LB;
import static org.vipagent.daemon.demo.Goal.answersTheClient;
import static org.vipagent.daemon.demo.Goal.cloudNames;
import static org.vipagent.daemon.demo.Goal.holdsTheAddressAlone;
import static org.vipagent.daemon.demo.Goal.isBackup;
import static org.vipagent.daemon.demo.Goal.isGone;
import static org.vipagent.daemon.demo.Goal.isMaster;

import java.time.Duration;
import java.util.List;
import org.vipagent.daemon.demo.Act.Await;
import org.vipagent.daemon.demo.Act.Kill;
import org.vipagent.daemon.demo.Act.PowerOff;
import org.vipagent.daemon.demo.Act.PowerOn;
import org.vipagent.daemon.demo.Act.Start;
import org.vipagent.daemon.demo.Act.Stop;
import org.vipagent.daemon.demo.Chapter.Measured;

/** What is played: a master that dies in each of the ways that masters die, and what the cloud's part in it costs. */
final class Story {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Story() {}

    static List<Chapter> chapters() {
        return List.of(
                theyStart(),
                powerFails(),
                masterReturns(),
                theFilesChange(),
                plannedStop(),
                masterReturnsToAnIdleCloud(),
                agentDies(),
                masterReturnsOnceMore(),
                powerFailsAgain());
    }

    private static Chapter theyStart() {
        return Chapter.of(
                "Both agents start, with 'follow immediate'",
                List.of("LB has the higher priority: it becomes master when 3.2 s have passed without an advert."),
                new Start(LB, Follow.IMMEDIATE),
                new Start(BACKUP, Follow.IMMEDIATE),
                await(settled(LB).and(isBackup(BACKUP)).and(cloudNames(LB))));
    }

    private static Chapter powerFails() {
        return Chapter.of(
                        "LB loses its power",
                        List.of(
                                "SIGKILL, and no frame leaves or reaches it any more. LB-backup takes the address over,",
                                "and at once moves the secondary IP and the rule: the cloud can only delete a rule and",
                                "make it anew, so a path that works again is cut a second time."),
                        new PowerOff(LB),
                        await(isMaster(BACKUP).and(cloudNames(BACKUP)).and(answersTheClient(BACKUP))),
                        // The dead machine's kernel gives the address back by itself: nobody is left to remove it.
                        await(settled(BACKUP)))
                .measuring(new Measured("power of the master fails", Follow.IMMEDIATE, BACKUP, true));
    }

    private static Chapter masterReturns() {
        return Chapter.of(
                        "LB is back, and takes over again",
                        List.of("It has the higher priority. The cloud moves back, at once again."),
                        new PowerOn(LB),
                        new Start(LB, Follow.IMMEDIATE),
                        await(settled(LB).and(isBackup(BACKUP)).and(cloudNames(LB))))
                .measuring(new Measured("the better master returns", Follow.IMMEDIATE, LB, true));
    }

    private static Chapter theFilesChange() {
        return Chapter.of(
                "The files now say 'follow manual'; LB-backup is started anew with it",
                List.of(
                        "From here on the cloud is left alone. The default, 'follow auto', does the same at first:",
                        "it moves at once only what traffic needs, and the rest when the master has been stable for",
                        "'settle' (300 s), since the virtual router finds the address by ARP anyway."),
                new Stop(BACKUP),
                await(isGone(BACKUP)),
                new Start(BACKUP, Follow.MANUAL),
                await(settled(LB).and(isBackup(BACKUP))));
    }

    private static Chapter plannedStop() {
        return Chapter.of(
                        "LB's agent is stopped in good order",
                        List.of("SIGTERM: it says goodbye, and answers on the address until LB-backup has taken over."),
                        new Stop(LB),
                        await(settled(BACKUP).and(isGone(LB))))
                .measuring(new Measured("planned stop of the master", Follow.MANUAL, BACKUP, false));
    }

    private static Chapter masterReturnsToAnIdleCloud() {
        return Chapter.of(
                        "LB's agent is started again, with 'follow manual' too, and takes over again",
                        List.of("The cloud never left it."),
                        new Start(LB, Follow.MANUAL),
                        await(settled(LB).and(isBackup(BACKUP)).and(cloudNames(LB))))
                .measuring(new Measured("the better master returns", Follow.MANUAL, LB, false));
    }

    private static Chapter agentDies() {
        return Chapter.of(
                        "LB's agent dies, and the machine lives on",
                        List.of(
                                "SIGKILL: the kernel keeps the address and goes on answering, until LB-backup takes over",
                                "and its gratuitous ARP draws the traffic. For a while both kernels have the address; the",
                                "dead agent's copy ends with the lifetime that nobody renews."),
                        new Kill(LB),
                        await(isMaster(BACKUP).and(answersTheClient(BACKUP))),
                        await(settled(BACKUP)))
                .measuring(new Measured("the master's agent dies alone", Follow.MANUAL, BACKUP, false));
    }

    private static Chapter masterReturnsOnceMore() {
        return Chapter.of(
                "LB's agent is started once more",
                List.of(),
                new Start(LB, Follow.MANUAL),
                await(settled(LB).and(isBackup(BACKUP)).and(cloudNames(LB))));
    }

    private static Chapter powerFailsAgain() {
        return Chapter.of(
                        "LB loses its power again, and the cloud is left alone",
                        List.of("The same as before; only the address moves, and the router learns it by ARP."),
                        new PowerOff(LB),
                        await(isMaster(BACKUP).and(cloudNames(LB)).and(answersTheClient(BACKUP))))
                .measuring(new Measured("power of the master fails", Follow.MANUAL, BACKUP, false));
    }

    private static Goal settled(Balancer master) {
        return isMaster(master).and(holdsTheAddressAlone(master)).and(answersTheClient(master));
    }

    private static Act await(Goal goal) {
        return new Await(goal, LIMIT);
    }
}
