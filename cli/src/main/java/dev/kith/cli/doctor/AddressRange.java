package dev.kith.cli.doctor;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses from one to another, as rules and interfaces name them.
 *
 * @param bytes how long each is
 * @param first the first as a number
 * @param last the last as a number
 */
record AddressRange(int bytes, BigInteger first, BigInteger last) {
    /** Nothing else, lest a name be looked up. */
    private static final String ADDRESS = "(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)";

    private static final Pattern WRITTEN = Pattern.compile(ADDRESS + "(?:/(\\d{1,3})|-" + ADDRESS + ")?");

    /** {@code 10.0.0.4}, {@code 10.0.0.0/8} or {@code 10.0.0.4-10.0.0.9}. */
    static Optional<AddressRange> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            byte[] from = InetAddress.getByName(written.group(1)).getAddress();
            int bits = from.length * Byte.SIZE;
            int prefix = written.group(2) == null ? bits : Math.min(bits, Integer.parseInt(written.group(2)));
            BigInteger others = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
            BigInteger first = new BigInteger(1, from).andNot(others);
            BigInteger last =
                    written.group(3) == null ? first.or(others) : number(InetAddress.getByName(written.group(3)));
            return Optional.of(new AddressRange(from.length, first, last));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    boolean contains(InetAddress ip) {
        BigInteger number = number(ip);
        return ip.getAddress().length == bytes && first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }

    boolean contains(AddressRange other) {
        return other.bytes == bytes && first.compareTo(other.first) <= 0 && other.last.compareTo(last) <= 0;
    }

    private static BigInteger number(InetAddress ip) {
        return new BigInteger(1, ip.getAddress());
    }
}
