/** Collects a server's output and leaves out what is expected. */
export interface NoiseFilter {
  add: (chunk: string) => void;
  text: () => string;
}

/** A stack trace and the paths that were tried, as printed for a native module that is not there. */
const continuation = /^(\s+at |\s*→|\s*tries: \[|\s*'|\s*\]|\s*\}|\s*(code|path|requireStack|errno|syscall): |$)/;
const expected = [
  // Native modules that only an install script would build. VS Code works without them.
  /Could not locate the bindings file/,
  /Cannot find module .*(watchdog|spdlog|kerberos|windows-|deviceid)/,
  // On its first start VS Code looks into folders before it has made them.
  /ENOENT: no such file or directory, mkdir/,
  /reconnection-grace-time/,
  // Offline, and no business of a test.
  /open-vsx\.org/,
  /File not found: .*vsda/,
  /Service ?Worker.*_static\/out/i,
];

/** Whether a message only says what is known and meant to be so. */
export function isExpected(message: string): boolean {
  return expected.some((pattern) => pattern.test(message));
}

/** Makes a filter that keeps the server's own messages and drops those about modules left out on purpose. */
export function createNoiseFilter(): NoiseFilter {
  let rest = '';
  let dropping = false;
  const kept: string[] = [];
  return {
    add(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (isExpected(line)) dropping = true;
        else if (!dropping || !continuation.test(line)) {
          dropping = false;
          if (line.trim() !== '') kept.push(line);
        }
      }
    },
    text: () => kept.join('\n'),
  };
}
