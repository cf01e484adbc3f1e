/** The connection to MongoDB, and the one sentence that is said when there is nobody at the other end. */
import { MongoClient, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { StartupError } from './errors.ts';
import { withoutPassword } from './withoutPassword.ts';

export async function connectMongo(url: string): Promise<MongoClient> {
  try {
    const client = new MongoClient(url, {
      // How long to look for a server before giving up: at the start, and for every question after a lost connection.
      serverSelectionTimeoutMS: 3_000,
    });
    await client.connect();
    await client.db().command({ ping: 1 });
    return client;
  } catch (error) {
    throw new StartupError(
      `Cannot reach MongoDB at ${withoutPassword(url)} (${(error as Error).message}): start it with "docker compose up -d", or set MONGODB_URL in .env to where yours listens.`,
    );
  }
}

/** True for "MongoDB is away", as opposed to "MongoDB says that the question is wrong". */
export const isMongoUnavailable = (error: unknown): boolean =>
  error instanceof MongoServerSelectionError || error instanceof MongoNetworkError;
