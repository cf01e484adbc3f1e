import { arg, container, noReply, type Command, type CommandContext, type CommandFamily } from '../command';
import { globMatcher } from '../glob';
import { err, type Reply } from '../reply';

export const pubSubCommands: CommandFamily = {
  subscribe: subscription(-2, ({ state, client }, args) => {
    for (const channel of args) {
      state.pubSub.subscribe(client, channel);
      client.send(['subscribe', channel, countOf(client)]);
    }
    return noReply;
  }),
  unsubscribe: subscription(-1, ({ state, client }, args) => {
    const channels = args.length > 0 ? args : [...client.channels];
    if (channels.length === 0) client.send(['unsubscribe', null, countOf(client)]);
    for (const channel of channels) {
      state.pubSub.unsubscribe(client, channel);
      client.send(['unsubscribe', channel, countOf(client)]);
    }
    return noReply;
  }),
  psubscribe: subscription(-2, ({ state, client }, args) => {
    for (const pattern of args) {
      state.pubSub.subscribePattern(client, pattern);
      client.send(['psubscribe', pattern, countOf(client)]);
    }
    return noReply;
  }),
  punsubscribe: subscription(-1, ({ state, client }, args) => {
    const patterns = args.length > 0 ? args : [...client.patterns];
    if (patterns.length === 0) client.send(['punsubscribe', null, countOf(client)]);
    for (const pattern of patterns) {
      state.pubSub.unsubscribePattern(client, pattern);
      client.send(['punsubscribe', pattern, countOf(client)]);
    }
    return noReply;
  }),
  publish: { arity: 3, run: ({ state }, args) => state.pubSub.publish(arg(args, 0), arg(args, 1)) },
  pubsub: container('pubsub', {
    channels: {
      arity: -2,
      run: ({ state, word = '' }, args) => {
        if (args.length > 1) throw err(`unknown subcommand or wrong number of arguments for '${word}'. Try PUBSUB HELP.`);
        return state.pubSub.channelNames().filter(globMatcher(args[0] ?? '*'));
      },
    },
    numsub: { arity: -2, run: ({ state }, args) => args.flatMap((channel): Reply[] => [channel, state.pubSub.listenerCount(channel)]) },
    numpat: { arity: 2, run: ({ state }) => state.pubSub.patternCount },
  }),
};

function subscription(arity: number, run: Command['run']): Command {
  return { arity, noScript: true, whileSubscribed: true, subscribes: true, run };
}

const countOf = (client: CommandContext['client']): number => client.channels.size + client.patterns.size;
