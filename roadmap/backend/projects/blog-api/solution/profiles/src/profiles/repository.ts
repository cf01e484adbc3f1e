import type { Database } from '../database/client.ts';
import { selectProfile, type ProfileRow } from './profile.ts';

export class ProfileRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** As the user with the id `viewerId` sees it. */
  find(username: string, viewerId?: number): Promise<ProfileRow | null> {
    return this.#database.user.findUnique({ where: { username }, select: selectProfile(viewerId) });
  }

  async findId(username: string): Promise<number | undefined> {
    return (await this.#database.user.findUnique({ where: { username }, select: { id: true } }))?.id;
  }

  /** To follow twice is the same as once, even at the same moment: that is what `skipDuplicates` does. */
  async follow(followerId: number, followedId: number): Promise<void> {
    await this.#database.follow.createMany({ data: [{ followerId, followedId }], skipDuplicates: true });
  }

  async unfollow(followerId: number, followedId: number): Promise<void> {
    await this.#database.follow.deleteMany({ where: { followerId, followedId } });
  }
}
