import type { Command, CommandFamily } from './command';
import { bitCommands } from './commands/bits';
import { blockingCommands } from './commands/blockingPops';
import { connectionCommands } from './commands/connection';
import { counterCommands } from './commands/counters';
import { expiryCommands } from './commands/expiry';
import { hashCommands } from './commands/hashes';
import { hyperLogLogCommands } from './commands/hyperLogLogs';
import { keyCommands } from './commands/keys';
import { listCommands } from './commands/lists';
import { pubSubCommands } from './commands/pubSub';
import { scanCommands } from './commands/scans';
import { scriptingCommands } from './commands/scripting';
import { serverCommands } from './commands/server';
import { setAlgebraCommands } from './commands/setAlgebra';
import { setCommands } from './commands/sets';
import { sortedSetAlgebraCommands } from './commands/sortedSetAlgebra';
import { sortedSetRangeCommands } from './commands/sortedSetRanges';
import { sortedSetCommands } from './commands/sortedSets';
import { streamCommands } from './commands/streams';
import { streamReadCommands } from './commands/streamReads';
import { stringCommands } from './commands/strings';
import { transactionCommands } from './commands/transactions';

let table: ReadonlyMap<string, Command> | undefined;

/** Every command by its lower-case name. Made when first asked for, because scripts and transactions look commands up in turn. */
export function commandTable(): ReadonlyMap<string, Command> {
  table ??= new Map(families().flatMap((family) => Object.entries(family)));
  return table;
}

function families(): CommandFamily[] {
  return [
    connectionCommands,
    serverCommands,
    keyCommands,
    expiryCommands,
    scanCommands,
    stringCommands,
    counterCommands,
    bitCommands,
    hashCommands,
    listCommands,
    blockingCommands,
    setCommands,
    setAlgebraCommands,
    sortedSetCommands,
    sortedSetRangeCommands,
    sortedSetAlgebraCommands,
    streamCommands,
    streamReadCommands,
    hyperLogLogCommands,
    pubSubCommands,
    transactionCommands,
    scriptingCommands,
  ];
}
