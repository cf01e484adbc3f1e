/** A lesson that is right, for tests that spoil one thing in it. */
const sentence = 'A sentence that says enough about the matter to count as ten. ';

/** About 950 words of prose in nine paragraphs. */
const filler = Array.from({ length: 8 }, () => sentence.repeat(10).trim()).join('\n\n');

export const LESSON = `## Why it matters

${filler}

## The idea

Read [Caching](topic:caching), do the [REST API](project:rest-api) and look at [MDN](https://developer.mozilla.org/).

> [!NOTE]
> Keep this in mind.

\`\`\`js run
console.log('hello');
\`\`\`

\`\`\`text output
hello
\`\`\`

## Mistakes people make

${sentence}

## Exercise

About 20 minutes.

- [ ] It prints a line

## Go deeper

- [One](https://example.com/one)
- [Two](https://example.com/two)
`;

/** The lesson with one part of it replaced. @throws Error when the part is not there. */
export function lessonWith(part: string, replacement: string): string {
  if (!LESSON.includes(part)) throw new Error(`the lesson has no ${JSON.stringify(part)}`);
  return LESSON.replace(part, () => replacement);
}

/** The line on which a text begins. */
export const lineOf = (source: string, text: string): number => source.slice(0, source.indexOf(text)).split('\n').length;
