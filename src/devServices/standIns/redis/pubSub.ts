import type { Client } from './client';
import { globMatcher } from './glob';

type Space = 'channels' | 'shardChannels';

/** Who listens to what. */
export class PubSub {
  private readonly listeners = { channels: new Map<string, Set<Client>>(), shardChannels: new Map<string, Set<Client>>() };
  private readonly patterns = new Map<string, { matches: (channel: string) => boolean; clients: Set<Client> }>();

  /** Adds a client to a channel. */
  subscribe(space: Space, client: Client, channel: string): void {
    client[space].add(channel);
    const clients = this.listeners[space].get(channel) ?? new Set();
    this.listeners[space].set(channel, clients.add(client));
  }

  /** Takes a client off a channel. */
  unsubscribe(space: Space, client: Client, channel: string): void {
    client[space].delete(channel);
    const clients = this.listeners[space].get(channel);
    clients?.delete(client);
    if (clients?.size === 0) this.listeners[space].delete(channel);
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
  publish(space: Space, channel: string, message: string): number {
    const kind = space === 'channels' ? 'message' : 'smessage';
    let count = 0;
    for (const client of this.listeners[space].get(channel) ?? []) {
      client.send([kind, channel, message]);
      count++;
    }
    if (space === 'shardChannels') return count;
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
  channelNames(space: Space): string[] {
    return [...this.listeners[space].keys()];
  }

  /** How many listen to a channel by its name. */
  listenerCount(space: Space, channel: string): number {
    return this.listeners[space].get(channel)?.size ?? 0;
  }

  /** How many distinct patterns there are. */
  get patternCount(): number {
    return this.patterns.size;
  }

  /** Forgets a client that left. */
  forget(client: Client): void {
    for (const channel of [...client.channels]) this.unsubscribe('channels', client, channel);
    for (const channel of [...client.shardChannels]) this.unsubscribe('shardChannels', client, channel);
    for (const pattern of [...client.patterns]) this.unsubscribePattern(client, pattern);
  }
}
