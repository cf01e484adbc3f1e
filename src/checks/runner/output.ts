/** So much of what a program prints is passed on in a second; the rest is counted. */
const BYTES_A_SECOND = 64 * 1024;
/** So much of its end is kept, for the report of a crash. */
const TAIL = 16 * 1024;
const LAST_LINES = 12;

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
    const all = this.tail.trimEnd().split('\n');
    const lines = all.filter((line) => !OTHERS_FRAME.test(line));
    const end = Math.max(0, lines.length - LAST_LINES);
    const error = lines.map((line) => ERROR_LINE.test(line)).lastIndexOf(true);
    const start = error >= 0 && error < end ? error : end;
    // Who masks secrets has to know that a line begins in its middle.
    const isCut = this.tail.length === TAIL && start === 0;
    return `${isCut ? '…' : ''}${lines.slice(start, start + LAST_LINES).join('\n')}`;
  }

  add(text: string): void {
    this.tail = (this.tail + text).slice(-TAIL);
    if (this.now() - this.secondStarted >= 1_000) {
      this.flush();
      this.secondStarted = this.now();
      this.passedOn = 0;
    }
    const room = Math.max(0, BYTES_A_SECOND - this.passedOn);
    const part = text.slice(0, room);
    this.passedOn += part.length;
    this.leftOut += text.length - part.length;
    if (part !== '') this.passOn(part);
  }

  /** Says how much was left out, if any was. */
  flush(): void {
    if (this.leftOut === 0) return;
    // The marks of a cut stand beside the text: who masks secrets looks there for parts of one.
    this.passOn(`…\n(${Math.ceil(this.leftOut / 1024)} kB of output left out)\n…`);
    this.leftOut = 0;
  }
}
