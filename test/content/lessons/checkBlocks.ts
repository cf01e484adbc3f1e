/** Every check of a lesson's code, by language. */
import { checkRedis, checkSql, LessonError } from './databases';
import type { Block } from './blocks';
import { checkDockerfile, checkHttp, checkJson, checkYaml } from './formats';
import { checkScript, checkShell, LIMITS, type Limits } from './programs';

/** Runs or checks the code of a lesson. Returns what is wrong, each with its line: `12: js run ends with 1: …`. */
export async function checkBlocks(blocks: readonly Block[], limits: Limits = LIMITS): Promise<string[]> {
  const of = (language: Block['language']) => blocks.filter((block) => block.language === language);
  const problems: { line: number; message: string }[] = [];
  const note = async (line: number, work: () => Promise<void> | void): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ line: error instanceof LessonError ? error.line : line, message });
    }
  };
  // What is stateful runs in order, one language beside the other; two programs at a time, for machines with two cores.
  await Promise.all([note(1, () => checkSql(of('sql'))), note(1, () => checkRedis(of('redis'))), inTurn(blocks, limits, note)]);
  return problems
    .sort((a, b) => a.line - b.line)
    .map(({ line, message }) => {
      const { language = '', option } = blocks.find((block) => block.line === line) ?? {};
      return `${line}: ${[language, option].filter(Boolean).join(' ')}: ${message}`;
    });
}

const AT_ONCE = 2;

async function inTurn(
  blocks: readonly Block[],
  limits: Limits,
  note: (line: number, work: () => Promise<void> | void) => Promise<void>,
): Promise<void> {
  const waiting = [...blocks];
  const worker = async (): Promise<void> => {
    for (let block = waiting.shift(); block; block = waiting.shift()) await note(block.line, checkOf(block, limits));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function checkOf(block: Block, limits: Limits): () => Promise<void> | void {
  const { language, text } = block;
  switch (language) {
    case 'js':
    case 'ts':
      return () => checkScript(block, limits);
    case 'sh':
      return () => checkShell(block, limits);
    case 'json':
      return () => checkJson(text);
    case 'yaml':
      return () => checkYaml(text);
    case 'http':
      return () => checkHttp(text);
    case 'dockerfile':
      return () => checkDockerfile(text);
    case 'sql':
    case 'redis':
    case 'text':
      // Run in order elsewhere, or anything at all.
      return () => undefined;
  }
}
