package dev.kith.peer;

import java.util.List;

/**
 * What the members of a group tell of the peers that are meant by what a person typed.
 *
 * @param all every account there is, this node's own first, then in the order the members were asked
 * @param asked how many members were asked
 * @param answered how many of them answered, those too that know nobody who is meant
 */
public record Accounts(List<Account> all, int asked, int answered) implements Answer {
    /** Copies the list. */
    public Accounts {
        all = List.copyOf(all);
    }
}
