package dev.kith.peer;

/**
 * What one member of the group tells of a peer that it was asked after. Nobody else vouches for it.
 *
 * @param teller the id of the member, which may be this node
 * @param tellerName what that member calls itself
 * @param history what it saw; without changes where the member knows several by what was asked for, of each of whom there is an
 *     account then
 */
public record Account(String teller, String tellerName, History history) {}
