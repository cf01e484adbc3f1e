/** What the runner of checks and the editor say to each other while the learner's program runs in a debugger. */
import * as v from 'valibot';

/** How a debugger comes to a program: it launches it, or the runner does, and it attaches to what runs. */
export const DEBUG_MODES = ['launch', 'attach'] as const;
export type DebugMode = (typeof DEBUG_MODES)[number];

/** Which of the programs of a run: a check may start several, one after the other or at once. */
const program = v.pipe(v.number(), v.integer(), v.minValue(1));

const request = v.variant('type', [
  /** Launch it in the debugger: a command for the shell, in a folder, with its whole environment. */
  v.object({
    type: v.literal('launch'),
    program,
    command: v.string(),
    folder: v.string(),
    environment: v.record(v.string(), v.string()),
  }),
  /** Attach the debugger to it: it runs. */
  v.object({ type: v.literal('attach'), program }),
  /** It has been ended: what is left of it in the debugger ends, too. */
  v.object({ type: v.literal('end'), program }),
]);
/** What the runner asks of the editor. */
export type DebugRequest = v.InferOutput<typeof request>;

const news = v.variant('type', [
  /** The debugger has begun with it. */
  v.object({ type: v.literal('begun'), program }),
  /** What it is started with, as its debugger has it: of its configuration the runner has seen nothing, and secrets may be in there. */
  v.object({ type: v.literal('variables'), program, variables: v.record(v.string(), v.string()) }),
  /** The debugger could not begin with it, and why: a sentence. */
  v.object({ type: v.literal('refused'), program, message: v.string() }),
  v.object({ type: v.literal('printed'), program, text: v.string(), stream: v.picklist(['stdout', 'stderr']) }),
  /** It stands at a breakpoint. */
  v.object({ type: v.literal('paused'), program }),
  v.object({ type: v.literal('resumed'), program }),
  /** The debugger is through with it; its exit code, where the debugger says it. */
  v.object({ type: v.literal('ended'), program, exitCode: v.optional(v.pipe(v.number(), v.integer())) }),
]);
/** What the editor tells the runner. */
export type DebugNews = v.InferOutput<typeof news>;

/** Reads what the runner has sent; undefined when it is nothing of this. */
export function parseDebugRequest(value: unknown): DebugRequest | undefined {
  const result = v.safeParse(request, value);
  return result.success ? result.output : undefined;
}

/** Reads what the editor has sent; undefined when it is nothing of this. */
export function parseDebugNews(value: unknown): DebugNews | undefined {
  const result = v.safeParse(news, value);
  return result.success ? result.output : undefined;
}
