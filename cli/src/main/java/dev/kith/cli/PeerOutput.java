package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.peer.Peer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/**
 * In which form peers are printed.
 *
 * @param form the form
 * @param columns those of a table
 */
record PeerOutput(Form form, List<PeerColumn> columns) {
    private static final String COLUMNS = "columns=";

    /** The table that is printed if nobody says what. */
    static final PeerOutput TABLE = new PeerOutput(Form.TABLE, PeerColumn.USUAL);

    static final PeerOutput JSON = new PeerOutput(Form.JSON, List.of());

    /** What is made of peers. */
    enum Form {
        /** Columns for people. */
        TABLE,
        /** One object. */
        JSON,
        /** One object per line. */
        JSONL,
        /** Every column between tabs, and no header. */
        PLAIN
    }

    /** Reads {@code -o}. */
    static final class Text implements Words<PeerOutput> {
        @Override
        public Iterator<String> iterator() {
            return List.of("table", "wide", "json", "jsonl", "plain", COLUMNS).iterator();
        }

        @Override
        public PeerOutput convert(String text) {
            return switch (text) {
                case "table" -> TABLE;
                case "wide" -> new PeerOutput(Form.TABLE, PeerColumn.ALL);
                case "json" -> JSON;
                case "jsonl" -> new PeerOutput(Form.JSONL, List.of());
                case "plain" -> new PeerOutput(Form.PLAIN, PeerColumn.ALL);
                default -> withColumns(text);
            };
        }

        private static PeerOutput withColumns(String text) {
            if (!text.startsWith(COLUMNS)) {
                throw new TypeConversionException("'" + text
                        + "' is not table, wide, json, jsonl, plain or columns= and names such as name,address");
            }
            try {
                return new PeerOutput(
                        Form.TABLE,
                        Arrays.stream(text.substring(COLUMNS.length()).split(",", -1))
                                .map(name -> Constants.parse(PeerColumn.class, "a column", name))
                                .toList());
            } catch (IllegalArgumentException noColumn) {
                throw new TypeConversionException(String.valueOf(noColumn.getMessage()));
            }
        }
    }

    /** Prints these of the peers of a group, in that order if one is wanted. */
    void print(Kith kith, List<Peer> peers, Optional<PeerOrder> order) {
        Optional<List<Peer>> sorted = order.map(by -> by.sorted(peers));
        switch (form) {
            case TABLE -> {
                if (!peers.isEmpty()) {
                    PeerTable.lines(sorted.orElseGet(() -> PeerOrder.aliveFirst(peers)), columns, Instant.now())
                            .forEach(Console::print);
                }
            }
            case JSON -> Console.print(Json.roster(kith, sorted.orElseGet(() -> PeerOrder.NAME.sorted(peers))));
            case JSONL ->
                sorted.orElseGet(() -> PeerOrder.NAME.sorted(peers)).forEach(peer -> Console.print(Json.peer(peer)));
            case PLAIN -> sorted.orElseGet(() -> PeerOrder.NAME.sorted(peers)).forEach(this::printPlain);
        }
    }

    private void printPlain(Peer peer) {
        Console.printCells(columns.stream().map(column -> column.plain(peer)).toList());
    }
}
