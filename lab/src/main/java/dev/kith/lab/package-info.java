/**
 * Purpose: several hosts on one machine, real programs in them, and a look at what they say.
 *
 * <p>Thread: the test's; one reader for each stream of each program.
 *
 * <p>Time: the real clock; every wait has an end and says what it waited for.
 *
 * <p>Uses: {@code unshare}, {@code nsenter} and {@code ip} of the system, and {@code nft}, {@code conntrack} and {@code dnsmasq}
 * where hosts need them; nothing of Kith but {@code ./kith}, as a process.
 *
 * <p>Errors: {@link java.lang.AssertionError} with what the programs printed.
 */
@NullMarked
package dev.kith.lab;

import org.jspecify.annotations.NullMarked;
