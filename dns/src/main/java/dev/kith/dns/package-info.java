/** The candidate source of kind {@code dns}: A, AAAA and SRV records of one name (RFC 1035, RFC 3596, RFC 2782). */
@NullMarked
package dev.kith.dns;

import org.jspecify.annotations.NullMarked;
