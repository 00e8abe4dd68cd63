/** Looks at this host and its network, and says what keeps nodes from each other: what happened decides, facts explain. */
@NullMarked
package dev.kith.cli.doctor;

import org.jspecify.annotations.NullMarked;
