package org.vipagent.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeBuilderTest {
    @Test
    void takesABlockOnOneLine() {
        assertThat(Reading.of("box a { lid b }").shape()).isEqualTo("box a { lid b }");
        assertThat(Reading.of("box{lid}box b{}").shape()).isEqualTo("box { lid } ; box b {  }");
    }

    @Test
    void takesABraceOnTheNextLine() {
        Reading reading = Reading.of("box a", "{", "lid", "}");

        assertThat(reading.shape()).isEqualTo("box a { lid }");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void takesWordsBehindABrace() {
        assertThat(Reading.of("box a { lid b", "lid c } crate d {", "}").shape())
                .isEqualTo("box a { lid b ; lid c } ; crate d {  }");
    }

    @Test
    void leavesBracesInQuotesAlone() {
        assertThat(Reading.of("lid \"a { b }\" c").shape()).isEqualTo("lid a { b } c");
    }

    @Test
    void tellsOnceOfABlockThatIsNotClosedAtTheEnd() {
        Reading reading = Reading.of("box a {", "  inner {", "    x", "  }");

        assertThat(reading.shape()).isEqualTo("box a { inner { x } }");
        assertThat(reading.told())
                .containsExactly("1:7: error: the block of box is not closed: the end of the file was reached");
    }

    @Test
    void closesABlockThatIsOpenWhereOneOfTheTopStarts() {
        Reading reading = Reading.of("box a {", "  inner {", "    x", "  }", "crate b {", "  y", "}");

        assertThat(reading.shape()).isEqualTo("box a { inner { x } } ; crate b { y }");
        assertThat(reading.told())
                .containsExactly(
                        "1:7: error: the block of box is not closed: crate on line 5 can only stand outside all blocks");
    }

    @Test
    void findsTheMissingBraceByAWordThatBelongsFurtherOut() {
        Reading reading =
                Reading.of("box a {", "inner {", "deep {", "x", "in_2 y", "}", "more {", "z", "}", "}", "box b { }");

        assertThat(reading.shape()).isEqualTo("box a { inner { deep { x } ; in_2 y } ; more { z } } ; box b {  }");
        assertThat(reading.told())
                .containsExactly(
                        "3:6: error: the block of deep is not closed: in_2 on line 5 belongs in the block around it");
    }

    @Test
    void takesAWordOfTheTopInAListForWhatItIs() {
        Reading reading = Reading.of("box a { list { crate } }");

        assertThat(reading.shape()).isEqualTo("box a { list { crate } }");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void putsBackWhatABraceTooManyCutOff() {
        Reading reading =
                Reading.of("box a {", "  inner {", "  x", "  } }", "  more {", "    y", "  }", "}", "crate b { }");

        assertThat(reading.shape()).isEqualTo("box a { inner { x } ; more { y } } ; crate b {  }");
        assertThat(reading.told()).containsExactly("8:1: error: one } too many in the block of box opened on line 1");
    }

    @Test
    void tellsOfABraceThatClosesNothing() {
        Reading reading = Reading.of("box a {", "}", "}", "box b {", "}");

        assertThat(reading.shape()).isEqualTo("box a {  } ; box b {  }");
        assertThat(reading.told()).containsExactly("3:1: error: this brace closes nothing: there is one } too many");
    }

    @Test
    void skipsABlockWithoutAKeyword() {
        Reading reading = Reading.of("{ x { y } }", "box a { }");

        assertThat(reading.shape()).isEqualTo("box a {  }");
        assertThat(reading.told())
                .containsExactly("1:1: error: a block needs a keyword in front of its brace; skipped");
    }

    @Test
    void refusesToNestWithoutEnd() {
        Reading reading = Reading.of("a { ".repeat(100) + "} ".repeat(100), "box b { }");

        assertThat(reading.told()).containsExactly("1:259: error: blocks are nested deeper than 64; skipped");
        assertThat(reading.tree()).hasSize(2);
    }

    @Test
    void remembersWhereABlockWasOpened() {
        Reading reading = Reading.of("box a", "  {", "}");

        assertThat(reading.tree().get(0).block().orElseThrow().openedAt()).isEqualTo(new Position(Reading.FILE, 2, 3));
    }
}
