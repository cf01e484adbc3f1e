/** The fenced code of a lesson, as the content test runs it. */
import { hasOutput, parseFence, type Fence } from '../../../src/content/compile/fences';
import { lessonMarkdown } from '../../../src/content/compile/lessonMarkdown';

export interface Block extends Fence {
  readonly text: string;
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
  /** What it must print: the `text output` that follows. */
  readonly output?: string | undefined;
}

/** Every block of a lesson but the outputs, which belong to the block before them. @throws Error for an unknown language. */
export function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  for (const { type, info, content, map } of lessonMarkdown().parse(source, {})) {
    if (type !== 'fence') continue;
    const line = (map?.[0] ?? 0) + 1;
    const fence = parseFence(info);
    if ('problem' in fence) throw new Error(`line ${line}: ${fence.problem}`);
    const last = blocks.at(-1);
    if (fence.option !== 'output') blocks.push({ ...fence, text: content, line });
    else if (last && hasOutput(last)) blocks[blocks.length - 1] = { ...last, output: content };
    else throw new Error(`line ${line}: this output follows nothing that is run`);
  }
  return blocks;
}

/** @throws Error that shows both when what was printed is not what the lesson says. */
export function expectOutput(printed: string, { output }: Block): void {
  if (output === undefined) return;
  const [is, should] = [printed, output].map((text) => text.replace(/\n$/, ''));
  if (is !== should) throw new Error(`prints\n${indent(is)}\nand the lesson says\n${indent(should)}`);
}

const indent = (text = ''): string => text.split('\n').map((line) => `    │ ${line}`).join('\n'); // prettier-ignore
