import type { Prisma } from '../../generated/prisma/index.js';

/** No user has this id: a stranger follows nobody. */
export const NOBODY = 0;

/**
 * What a profile needs, as part of a larger query. Articles and comments ask for their author with it, so that a list of
 * twenty articles needs no twenty questions about authors.
 */
export function selectProfile(viewerId = NOBODY) {
  return {
    username: true,
    bio: true,
    image: true,
    // At most one row: does the one who asks follow this user?
    followers: { where: { followerId: viewerId }, select: { followerId: true } },
  } satisfies Prisma.UserSelect;
}

export type ProfileRow = Prisma.UserGetPayload<{ select: ReturnType<typeof selectProfile> }>;

export function presentProfile({ username, bio, image, followers }: ProfileRow) {
  return { username, bio, image, following: followers.length > 0 };
}
