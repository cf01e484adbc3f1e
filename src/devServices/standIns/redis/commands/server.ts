import { container, write, type CommandContext, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { serverVersion } from '../redisState';
import { ok, syntaxError, type Reply } from '../resp';

export const serverCommands: CommandFamily = {
  flushdb: write(-1, ({ db }, args) => {
    checkFlushMode(args);
    db.clear();
    return ok;
  }),
  flushall: write(-1, ({ state }, args) => {
    checkFlushMode(args);
    for (const db of state.databases) db.clear();
    return ok;
  }),
  time: {
    arity: 1,
    run: ({ state }) => [String(Math.floor(state.now() / 1000)), String((state.now() % 1000) * 1000)],
  },
  info: {
    arity: -1,
    run: (context, args) =>
      info(
        context,
        args.map((name) => name.toLowerCase()),
      ),
  },
  config: container('config', { get: { arity: -3, run: getConfig } }, { noScript: true }),
  // Clients that ask about commands only use it to complete what is typed.
  command: container('command', {
    count: { arity: 2, run: ({ commands }) => commands.size },
    docs: { arity: -2, run: () => [] },
  }),
};

function checkFlushMode(args: readonly string[]): void {
  const mode = args[0]?.toUpperCase();
  if (args.length > 1 || (mode !== undefined && mode !== 'SYNC' && mode !== 'ASYNC')) throw syntaxError();
}

function getConfig({ state }: CommandContext, args: readonly string[]): Reply {
  const matchers = args.map((pattern) => globMatcher(pattern.toLowerCase()));
  return [...state.config].filter(([name]) => matchers.some((matches) => matches(name))).flat();
}

function info(context: CommandContext, wanted: readonly string[]): string {
  const all = wanted.length === 0 || wanted.some((name) => ['all', 'default', 'everything'].includes(name));
  return Object.entries(sections(context))
    .filter(([title]) => all || wanted.includes(title.toLowerCase()))
    .map(([title, fields]) => {
      const lines = Object.entries(fields).map(([name, value]) => `${name}:${String(value)}\r\n`);
      return `# ${title}\r\n${lines.join('')}`;
    })
    .join('\r\n');
}

function sections({ state }: CommandContext): Readonly<Record<string, Readonly<Record<string, string | number>>>> {
  const memory = process.memoryUsage().heapUsed;
  const clients = [...state.clients.values()];
  const keyspace = state.databases
    .filter((db) => db.size > 0)
    .map((db) => [`db${String(db.index)}`, `keys=${String(db.size)},expires=${String(db.expiringCount)},avg_ttl=0`] as const);
  return {
    Server: {
      redis_version: serverVersion,
      redis_mode: 'standalone',
      os: process.platform,
      arch_bits: 64,
      process_id: process.pid,
      run_id: state.runId,
      tcp_port: state.port,
      uptime_in_seconds: Math.floor((Date.now() - state.startedAt) / 1000),
    },
    Clients: {
      connected_clients: clients.length,
      blocked_clients: clients.filter((client) => client.blocked !== undefined).length,
      maxclients: state.config.get('maxclients') ?? '10000',
    },
    Memory: {
      used_memory: memory,
      maxmemory: state.config.get('maxmemory') ?? '0',
      maxmemory_policy: state.config.get('maxmemory-policy') ?? 'noeviction',
    },
    Persistence: { loading: 0, rdb_changes_since_last_save: 0, aof_enabled: state.log === undefined ? 0 : 1 },
    Stats: {
      total_connections_received: state.connectionsReceived,
      total_commands_processed: state.commandsProcessed,
      pubsub_channels: state.pubSub.channelNames().length,
      pubsub_patterns: state.pubSub.patternCount,
    },
    Replication: { role: 'master', connected_slaves: 0 },
    Cluster: { cluster_enabled: 0 },
    Keyspace: Object.fromEntries(keyspace),
  };
}
