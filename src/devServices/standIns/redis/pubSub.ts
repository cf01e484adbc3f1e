import type { Client } from './client';
import { globMatcher } from './glob';

/** Who listens to what. */
export class PubSub {
  private readonly channels = new Map<string, Set<Client>>();
  private readonly patterns = new Map<string, { matches: (channel: string) => boolean; clients: Set<Client> }>();

  /** Adds a client to a channel. */
  subscribe(client: Client, channel: string): void {
    client.channels.add(channel);
    const clients = this.channels.get(channel) ?? new Set();
    this.channels.set(channel, clients.add(client));
  }

  /** Takes a client off a channel. */
  unsubscribe(client: Client, channel: string): void {
    client.channels.delete(channel);
    const clients = this.channels.get(channel);
    clients?.delete(client);
    if (clients?.size === 0) this.channels.delete(channel);
  }

  /** Adds a client to all channels that match. */
  subscribePattern(client: Client, pattern: string): void {
    client.patterns.add(pattern);
    const entry = this.patterns.get(pattern) ?? { matches: globMatcher(pattern), clients: new Set() };
    entry.clients.add(client);
    this.patterns.set(pattern, entry);
  }

  /** Takes a client off a pattern. */
  unsubscribePattern(client: Client, pattern: string): void {
    client.patterns.delete(pattern);
    const entry = this.patterns.get(pattern);
    entry?.clients.delete(client);
    if (entry?.clients.size === 0) this.patterns.delete(pattern);
  }

  /** Delivers a message and answers how many got it. */
  publish(channel: string, message: string): number {
    let count = 0;
    for (const client of this.channels.get(channel) ?? []) {
      client.send(['message', channel, message]);
      count++;
    }
    for (const [pattern, { matches, clients }] of this.patterns) {
      if (!matches(channel)) continue;
      for (const client of clients) {
        client.send(['pmessage', pattern, channel, message]);
        count++;
      }
    }
    return count;
  }

  /** The channels that have a listener. */
  channelNames(): string[] {
    return [...this.channels.keys()];
  }

  /** How many listen to a channel by its name. */
  listenerCount(channel: string): number {
    return this.channels.get(channel)?.size ?? 0;
  }

  /** How many distinct patterns there are. */
  get patternCount(): number {
    return this.patterns.size;
  }

  /** Forgets a client that left. */
  forget(client: Client): void {
    for (const channel of [...client.channels]) this.unsubscribe(client, channel);
    for (const pattern of [...client.patterns]) this.unsubscribePattern(client, pattern);
  }
}
