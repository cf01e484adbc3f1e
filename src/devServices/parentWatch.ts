import { Worker } from 'node:worker_threads';

/** As long as a host that hears of it may take to stop in order, and a little more. */
const patience = 6_000;

/**
 * Ends this process by force when its parent has gone and it does not end by itself. The end of the parent is said in the event loop, which a
 * process that is kept busy by a script or a query without end never comes back to; a thread of its own does.
 */
export function endWithParent(grace = patience): void {
  new Worker(watch, { eval: true, workerData: { parent: process.ppid, grace } }).unref();
}

/** On Windows a process keeps the number of a parent that has gone; elsewhere it is given another. */
const watch = `
const { parent, grace } = require('node:worker_threads').workerData;
const isThere = () => {
  try {
    return process.ppid === parent && process.kill(parent, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};
const timer = setInterval(() => {
  if (isThere()) return;
  clearInterval(timer);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), grace);
}, 500);
`;
