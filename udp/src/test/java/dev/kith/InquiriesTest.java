package dev.kith;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InquiriesTest {
    private final Inquiries inquiries = new Inquiries();

    @Test
    void whatTheNodeRefusesIsTold() {
        assertThatThrownBy(() -> inquiries.ask(question -> refuse())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatItRefusesSinceTheGroupIsLeftMeanwhileIsOfOneThatIsClosed() {
        assertThatThrownBy(() -> inquiries.ask(question -> {
                    inquiries.end();
                    refuse();
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void refuse() {
        throw new IllegalArgumentException("group 'lobby' was not joined");
    }
}
