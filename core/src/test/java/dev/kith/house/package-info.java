/** What the house forbids: each rule is a test that names file and line. */
package dev.kith.house;
