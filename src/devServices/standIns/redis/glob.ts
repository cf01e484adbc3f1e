/** One step of a pattern: any number of characters, or one that passes. */
type Step = 'star' | ((char: string) => boolean);

/** Compiles a Redis pattern (`h?llo`, `h*llo`, `h[ae]llo`, `h[^e]llo`, `\*`) into a predicate over binary strings. */
export function globMatcher(pattern: string): (text: string) => boolean {
  if (pattern === '*') return () => true;
  const steps = readSteps(pattern);
  return (text) => matches(steps, text);
}

/** Where it does not go on, only the last star may take more: to try more with the ones before finds nothing else. */
function matches(steps: readonly Step[], text: string): boolean {
  let [step, at] = [0, 0];
  let star: { readonly step: number; at: number } | undefined;
  while (at < text.length || step < steps.length) {
    const current = steps[step];
    if (current === 'star') star = { step: step++, at };
    else if (current !== undefined && at < text.length && current(text.charAt(at))) {
      step++;
      at++;
    } else if (star !== undefined && star.at < text.length) {
      at = ++star.at;
      step = star.step + 1;
    } else return false;
  }
  return true;
}

function readSteps(pattern: string): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === '*') {
      if (steps.at(-1) !== 'star') steps.push('star');
    } else if (char === '?') steps.push(() => true);
    else if (char === '[') {
      const group = readClass(pattern, i);
      steps.push(group.passes);
      i = group.end;
    } else {
      if (char === '\\' && i + 1 < pattern.length) i++;
      const wanted = pattern.charAt(i);
      steps.push((other) => other === wanted);
    }
  }
  return steps;
}

/** Reads `[…]` from its bracket; one that is never closed reaches to the end of the pattern, as in Redis. */
function readClass(pattern: string, open: number): { passes: (char: string) => boolean; end: number } {
  let i = open + 1;
  const negated = pattern[i] === '^';
  if (negated) i++;
  const members = new Set<string>();
  for (; i < pattern.length && pattern[i] !== ']'; i++) {
    if (pattern[i] === '\\' && i + 1 < pattern.length) i++;
    const from = pattern.charCodeAt(i);
    const isRange = pattern[i + 1] === '-' && i + 2 < pattern.length;
    const to = isRange ? pattern.charCodeAt(i + 2) : from;
    for (let code = Math.min(from, to); code <= Math.max(from, to); code++) members.add(String.fromCharCode(code));
    if (isRange) i += 2;
  }
  return { passes: (char) => members.has(char) !== negated, end: i };
}
