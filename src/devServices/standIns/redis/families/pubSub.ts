import { arg, noReply, type Command, type CommandContext, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { err, type Reply } from '../reply';
import { container } from '../subcommands';

export const pubSubCommands: CommandFamily = {
  subscribe: subscription(-2, subscribe('channels', 'subscribe')),
  unsubscribe: subscription(-1, unsubscribe('channels', 'unsubscribe')),
  psubscribe: subscription(-2, ({ state, client }, args) => {
    for (const pattern of args) {
      state.pubSub.subscribePattern(client, pattern);
      client.send(['psubscribe', pattern, client.channels.size + client.patterns.size]);
    }
    return noReply;
  }),
  punsubscribe: subscription(-1, ({ state, client }, args) => {
    const patterns = args.length > 0 ? args : [...client.patterns];
    const count = (): number => client.channels.size + client.patterns.size;
    if (patterns.length === 0) client.send(['punsubscribe', null, count()]);
    for (const pattern of patterns) {
      state.pubSub.unsubscribePattern(client, pattern);
      client.send(['punsubscribe', pattern, count()]);
    }
    return noReply;
  }),
  ssubscribe: subscription(-2, subscribe('shardChannels', 'ssubscribe')),
  sunsubscribe: subscription(-1, unsubscribe('shardChannels', 'sunsubscribe')),
  publish: { arity: 3, run: ({ state }, args) => state.pubSub.publish('channels', arg(args, 0), arg(args, 1)) },
  spublish: { arity: 3, run: ({ state }, args) => state.pubSub.publish('shardChannels', arg(args, 0), arg(args, 1)) },
  pubsub: container('pubsub', {
    channels: { arity: -2, run: names('channels') },
    shardchannels: { arity: -2, run: names('shardChannels') },
    numsub: { arity: -2, run: counts('channels') },
    shardnumsub: { arity: -2, run: counts('shardChannels') },
    numpat: { arity: 2, run: ({ state }) => state.pubSub.patternCount },
  }),
};

type Space = 'channels' | 'shardChannels';

function subscription(arity: number, run: Command['run']): Command {
  return {
    arity,
    noScript: true,
    whileSubscribed: true,
    subscribes: true,
    run,
  };
}

/** Shard channels are counted on their own. */
function countOf({ client }: CommandContext, space: Space): number {
  return space === 'channels' ? client.channels.size + client.patterns.size : client.shardChannels.size;
}

function subscribe(space: Space, kind: string): Command['run'] {
  return (context, args) => {
    for (const channel of args) {
      context.state.pubSub.subscribe(space, context.client, channel);
      context.client.send([kind, channel, countOf(context, space)]);
    }
    return noReply;
  };
}

function unsubscribe(space: Space, kind: string): Command['run'] {
  return (context, args) => {
    const channels = args.length > 0 ? args : [...context.client[space]];
    if (channels.length === 0) context.client.send([kind, null, countOf(context, space)]);
    for (const channel of channels) {
      context.state.pubSub.unsubscribe(space, context.client, channel);
      context.client.send([kind, channel, countOf(context, space)]);
    }
    return noReply;
  };
}

function names(space: Space): Command['run'] {
  return ({ state, word = '' }, args) => {
    if (args.length > 1) {
      throw err(`unknown subcommand or wrong number of arguments for '${word}'. Try PUBSUB HELP.`);
    }
    return state.pubSub.channelNames(space).filter(globMatcher(args[0] ?? '*'));
  };
}

function counts(space: Space): Command['run'] {
  return ({ state }, args) => args.flatMap((channel): Reply[] => [channel, state.pubSub.listenerCount(space, channel)]);
}
