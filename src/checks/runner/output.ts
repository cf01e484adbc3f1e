/** So much of what a program prints is passed on in a second; the rest is counted. */
const BYTES_A_SECOND = 64 * 1024;
/** So much of its end is kept, for the report of a crash. */
const TAIL = 16 * 1024;
const LAST_LINES = 12;
/** A line is passed on when it has ended, or has become longer than this. */
const LONGEST_LINE = 16 * 1024;

/** Where a program says what is wrong, in the languages that projects are written in: what follows is how it came to that. */
const ERROR_LINE =
  /^\s*(?:Uncaught )?(?:[\w$.]*(?:Error|Exception)\b|panic:|fatal(?: error)?:|error(?:\[\w+\])?:|Exception in thread|Caused by:|thread '.*' panicked)/;

/** A step of the way there that is not the learner's: in Node.js itself, or in a package. */
const OTHERS_FRAME = /^\s+at .*(?:\(node:|at node:|node_modules)/;

/**
 * What a program prints, on its way to the learner. A program that prints without end must not drown the editor, and what it printed
 * last, before it crashed, must not be lost.
 */
export class ProgramOutput {
  private tail = '';
  /** The end of what was passed on, or would have been. */
  private told = '';
  /** By stream, the line that it has begun. */
  private readonly begun = new Map<unknown, string>();
  /** The stream whose line was passed on in part. */
  private within: unknown;
  /** The streams in whose lines another one has spoken. */
  private readonly torn = new Set<unknown>();
  private secondStarted = 0;
  private passedOn = 0;
  private leftOut = 0;

  constructor(
    private readonly passOn: (text: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** The end of all that was printed. */
  get text(): string {
    return this.tail;
  }

  /** The last lines of it that say something, from the line of the last error on where that is further up. */
  get lastLines(): string {
    const shown = [this.told, ...this.begun.values()].join('').slice(-TAIL);
    const all = shown.trimEnd().split('\n');
    const lines = all.filter((line) => !OTHERS_FRAME.test(line));
    const end = Math.max(0, lines.length - LAST_LINES);
    const error = lines.map((line) => ERROR_LINE.test(line)).lastIndexOf(true);
    const start = error >= 0 && error < end ? error : end;
    // Who masks secrets has to know that a line begins in its middle.
    const isCut = shown.length === TAIL && start === 0;
    return `${isCut ? '…' : ''}${lines.slice(start, start + LAST_LINES).join('\n')}`;
  }

  /**
   * Takes what a stream has printed. Line by line: what another stream prints in the middle of a line would tear a secret in two, of which
   * neither half is known.
   */
  add(text: string, stream?: unknown): void {
    this.tail = (this.tail + text).slice(-TAIL);
    const all = (this.begun.get(stream) ?? '') + text;
    const end = all.length > LONGEST_LINE ? all.length : all.lastIndexOf('\n') + 1;
    this.begun.set(stream, all.slice(end));
    if (end > 0) this.tell(all.slice(0, end), stream);
  }

  /** Passes on what nobody goes on with, and says how much was left out, if any was. */
  flush(): void {
    for (const [stream, text] of this.begun) if (text !== '') this.tell(text, stream);
    this.begun.clear();
    this.torn.clear();
    this.within = undefined;
    this.tellLeftOut();
  }

  private tell(text: string, stream: unknown): void {
    const interrupts = this.within !== undefined && this.within !== stream;
    if (interrupts) this.torn.add(this.within);
    // Who masks secrets looks for parts of one beside the marks of a cut.
    const line = `${interrupts ? '…\n' : ''}${this.torn.delete(stream) ? '…' : ''}${text}`;
    this.within = text.endsWith('\n') ? undefined : stream;
    this.told = (this.told + line).slice(-TAIL);
    this.passOnSome(line);
  }

  private passOnSome(text: string): void {
    if (this.now() - this.secondStarted >= 1_000) {
      this.tellLeftOut();
      this.secondStarted = this.now();
      this.passedOn = 0;
    }
    const room = Math.max(0, BYTES_A_SECOND - this.passedOn);
    const part = text.slice(0, room);
    this.passedOn += part.length;
    this.leftOut += text.length - part.length;
    if (part !== '') this.passOn(part);
  }

  private tellLeftOut(): void {
    if (this.leftOut === 0) return;
    // The marks of a cut stand beside the text: who masks secrets looks there for parts of one.
    this.passOn(`…\n(${Math.ceil(this.leftOut / 1024)} kB of output left out)\n…`);
    this.leftOut = 0;
  }
}
