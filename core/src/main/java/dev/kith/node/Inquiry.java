package dev.kith.node;

import dev.kith.peer.Account;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.wire.Message.Because;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One question after a peer: whom it went to, how often, and what came back. */
final class Inquiry {
    private static final int MAX_ASKED = 1000;
    private static final int TRIES = 5;
    private static final long AGAIN = 300_000_000L;

    private static final class Member {
        private final String name;
        private final long nonce;
        private int tries;
        private long next;
        private int count = 1;
        private final Map<Integer, Optional<History>> pages = new TreeMap<>();

        Member(String name, long nonce) {
            this.name = name;
            this.nonce = nonce;
        }

        boolean isWhole() {
            return pages.size() == count;
        }
    }

    private final long question;
    private final PeerReference peer;
    private final long ends;
    /** In the order they were asked. */
    private final Map<PeerId, Member> members = new LinkedHashMap<>();

    Inquiry(long question, PeerReference peer, long ends) {
        this.question = question;
        this.peer = peer;
        this.ends = ends;
    }

    long question() {
        return question;
    }

    PeerReference peer() {
        return peer;
    }

    long ends() {
        return ends;
    }

    int asked() {
        return members.size();
    }

    int answered() {
        return (int) members.values().stream().filter(Member::isWhole).count();
    }

    /** Whether a member is to be asked now. */
    boolean isDue(PeerId id, long now) {
        Member member = members.get(id);
        return member == null
                ? members.size() < MAX_ASKED
                : !member.isWhole() && member.tries < TRIES && member.next <= now;
    }

    /** Whether a member may still answer. */
    boolean isOpen(PeerId id, long now) {
        Member member = members.get(id);
        return isDue(id, now) || (member != null && !member.isWhole() && member.next > now);
    }

    /** A member is asked; the answer is the number it has to answer with, {@code nonce} if it was not asked before. */
    long ask(PeerId id, String name, long nonce, long now) {
        Member member = members.computeIfAbsent(id, any -> new Member(name, nonce));
        member.tries++;
        member.next = now + AGAIN;
        return member.nonce;
    }

    /** Takes a page; the answer is whether it was asked for. */
    boolean take(PeerId id, Because page) {
        Member member = members.get(id);
        if (member == null || member.nonce != page.nonce() || member.isWhole()) {
            return false;
        }
        if (member.count != page.pages()) {
            // Something more happened before it was asked again.
            member.pages.clear();
            member.count = page.pages();
        }
        member.pages.put(page.page(), page.history());
        return true;
    }

    /** What the members told that answered whole. */
    List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        members.forEach((id, member) -> {
            if (member.isWhole()) {
                joined(member).forEach(history -> accounts.add(new Account(id.toString(), member.name, history)));
            }
        });
        return accounts;
    }

    private static Iterable<History> joined(Member member) {
        Map<String, History> byId = new LinkedHashMap<>();
        member.pages.values().stream()
                .flatMap(Optional::stream)
                .forEach(page -> byId.merge(page.id(), page, Inquiry::join));
        return byId.values();
    }

    /** The last changes of both; a member that tells of more is not believed to. */
    private static History join(History before, History after) {
        List<Past> changes = new ArrayList<>(before.changes());
        changes.addAll(after.changes());
        List<Past> last = changes.subList(Math.max(0, changes.size() - Past.KEPT), changes.size());
        return new History(after.id(), after.name(), after.status(), last);
    }
}
