/** A server that runs. */
export interface RunningPostgres {
  readonly port: number;
  stop(): Promise<void>;
}

/** Not there yet. */
export function startPostgres(_port: number, _folder: string): Promise<RunningPostgres> {
  throw new Error('the built-in PostgreSQL is not there yet');
}
