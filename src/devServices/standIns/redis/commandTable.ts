import type { Command, CommandFamily } from './command';
import { bitCommands } from './families/bits';
import { blockingCommands } from './families/blockingPops';
import { connectionCommands } from './families/connection';
import { counterCommands } from './families/counters';
import { expiryCommands } from './families/expiry';
import { hashCommands } from './families/hashes';
import { hyperLogLogCommands } from './families/hyperLogLogs';
import { keyCommands } from './families/keys';
import { listCommands } from './families/lists';
import { pubSubCommands } from './families/pubSub';
import { scanCommands } from './families/scans';
import { scriptingCommands } from './families/scripting';
import { serverCommands } from './families/server';
import { setAlgebraCommands } from './families/setAlgebra';
import { setCommands } from './families/sets';
import { sortedSetAlgebraCommands } from './families/sortedSetAlgebra';
import { sortedSetRangeCommands } from './families/sortedSetRanges';
import { sortedSetCommands } from './families/sortedSets';
import { streamCommands } from './families/streams';
import { streamReadCommands } from './families/streamReads';
import { stringCommands } from './families/strings';
import { transactionCommands } from './families/transactions';

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
