/** SQL on PostgreSQL inside this process, and commands on the project's own Redis. */
import { PGlite, types, type Results } from '@electric-sql/pglite';
import { startRedis } from '../../../src/devServices/standIns/redis/redisServer';
import { RespClient, type Answer } from '../../services/redis/respClient';
import { expectOutput, type Block } from './blocks';

const REPLY_SECONDS = 10;

export class LessonError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** Runs the SQL of a lesson in an empty schema. @throws LessonError at the first statement that does what the lesson does not say. */
export function checkSql(blocks: readonly Block[]): Promise<void> {
  const shown = blocks.filter(({ option }) => option !== 'only');
  if (shown.length === 0) return Promise.resolve();
  const checked = before.then(async () => {
    const database = await (started ??= PGlite.create());
    for (const statement of AS_NEW) await database.exec(statement);
    for (const block of shown) await at(block.line, () => runSql(database, block));
  });
  before = checked.catch(() => undefined);
  return checked;
}

/** To start PostgreSQL takes far longer than what any lesson asks of it: one serves all of them, one after the other. */
let started: Promise<PGlite> | undefined;
let before: Promise<unknown> = Promise.resolve();

const AS_NEW = ['ROLLBACK', 'DISCARD ALL', 'DROP SCHEMA public CASCADE', 'CREATE SCHEMA public'] as const;

async function runSql(database: PGlite, block: Block): Promise<void> {
  let results: Results[] = [];
  const failure = await database.exec(block.text, { rowMode: 'array', parsers: AS_TEXT }).then(
    (all) => void (results = all),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  if (block.option === 'fails') {
    // A transaction that was refused has to end, as it does when a program gives its connection back.
    await database.exec('ROLLBACK');
    if (!failure) throw new Error('was to be refused, and is not');
    expectOutput(`ERROR:  ${failure.message}`, block);
    return;
  }
  if (failure) throw failure;
  const last = results.at(-1);
  if (last) expectOutput([last.fields.map(({ name }) => name), ...(last.rows as unknown[][])].map(row).join('\n'), block);
}

const OIDS = Object.values(types).filter((oid) => typeof oid === 'number');

/** Values stay the text that PostgreSQL sends, whatever their type. */
const AS_TEXT = Object.fromEntries(OIDS.map((oid) => [oid, (value: string) => value]));

const row = (values: readonly unknown[]): string => values.map((value) => (value === null ? 'NULL' : (value as string))).join(' | ');

/** Runs the Redis commands of a lesson against one server. @throws LessonError at the first block that does what the lesson does not say. */
export async function checkRedis(blocks: readonly Block[]): Promise<void> {
  if (blocks.length === 0) return;
  const server = await startRedis();
  const client = await RespClient.connect(server.port);
  try {
    for (const block of blocks) await at(block.line, () => runRedis(client, block));
  } finally {
    client.close();
    await server.stop();
  }
}

async function runRedis(client: RespClient, block: Block): Promise<void> {
  const replies: string[] = [];
  for (const command of block.text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))) {
    const answer = await reply(client, command);
    if (isError(answer) && block.output === undefined) throw new Error(`"${command}" is refused: ${answer.error}`);
    replies.push(...raw(answer));
  }
  expectOutput(replies.join('\n'), block);
}

async function reply(client: RespClient, command: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`"${command}" does not answer within ${REPLY_SECONDS} seconds`)), REPLY_SECONDS * 1000);
  });
  return Promise.race([client.call(...words(command)), late]).finally(() => clearTimeout(timer));
}

/** The words of a line of redis-cli: in double quotes with escapes, in single quotes, or bare. @throws Error for an open quote. */
export function words(line: string): string[] {
  const found: string[] = [];
  const word = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']+))(?=\s|$)/y;
  while (line.slice(word.lastIndex).trim() !== '') {
    const match = word.exec(line);
    if (!match) throw new Error(`the quotes in "${line}" do not fit`);
    const [, double, single, bare] = match;
    if (double !== undefined) found.push(double.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character));
    else found.push(single?.replace(/\\'/g, "'") ?? bare ?? '');
  }
  // Bytes, as the wire has them.
  return found.map((text) => Buffer.from(text, 'utf8').toString('latin1'));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const isError = (answer: Answer): answer is { error: string } => answer !== null && typeof answer === 'object' && 'error' in answer;

/** As `redis-cli --raw` prints it, one line for each value. */
function raw(answer: Answer): string[] {
  if (answer === null) return [''];
  if (typeof answer === 'string') return [utf8(answer)];
  if ('bulk' in answer) return [utf8(answer.bulk)];
  if ('error' in answer) return [utf8(answer.error)];
  if ('integer' in answer) return [answer.integer];
  if ('nil' in answer) return [''];
  return answer.flatMap(raw);
}

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

async function at(line: number, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    throw new LessonError(line, error instanceof Error ? error.message : String(error));
  });
}
