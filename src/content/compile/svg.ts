/** A picture of a lesson is put into the page, so it may hold shapes and text and nothing that acts, loads or is named. */

const ELEMENTS = new Set(['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan']);

/** Attributes that go on to what is inside an element, and may be on the root for all of the picture. */
const STYLES = new Set([
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin', 'stroke-dasharray'],
  ...['stroke-opacity', 'text-anchor', 'font-size', 'font-weight', 'font-style', 'font-family', 'letter-spacing'],
]);

const ATTRIBUTES = new Set([
  ...STYLES,
  ...['x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'width', 'height', 'd', 'points', 'transform'],
  ...['opacity', 'dominant-baseline', 'alignment-baseline', 'xml:space', 'textLength', 'lengthAdjust'],
]);

const THEME_COLOUR =
  /^var\(--vscode-(?:charts-(?:blue|green|orange|purple|red|yellow)|descriptionForeground|editorWidget-background|editorWidget-border(?:, ?currentColor)?)\)$/;

const isColour = (value: string): boolean => value === 'none' || value === 'currentColor' || THEME_COLOUR.test(value);

const PART =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/?([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

export interface SvgProblem {
  /** Where in the source, in characters from its start. */
  readonly offset: number;
  readonly message: string;
}

export interface CheckedSvg {
  readonly problems: readonly SvgProblem[];
  /** The four numbers of the root's viewBox. */
  readonly viewBox: string;
  /** The root's other attributes: how all of the picture is drawn, where nothing inside says otherwise. */
  readonly styles: Readonly<Record<string, string>>;
  /** What is inside the root element, without comments. */
  readonly content: string;
}

/** Reads the source of a picture and says everything that keeps it out of the page. */
export function checkSvg(source: string): CheckedSvg {
  const problems: SvgProblem[] = [];
  const open: string[] = [];
  let viewBox = '';
  const styles: Record<string, string> = {};
  let start = 0;
  let end = 0;
  let roots = 0;
  for (const match of source.matchAll(PART)) {
    const [part, name, attributes = '', selfClosing] = match;
    const report = (message: string) => problems.push({ offset: match.index, message });
    if (part.startsWith('<!--') || part.startsWith('<?')) continue;
    if (name === undefined) {
      report(part === '<' ? 'this is no element that can be read' : '"&" must be written as "&amp;"');
      continue;
    }
    if (part.startsWith('</')) {
      if (open.pop() !== name) report(`</${name}> closes what is not open`);
      if (open.length === 0) end = match.index;
      continue;
    }
    if (open.length === 0) {
      roots += 1;
      if (name !== 'svg' || roots > 1) report('a picture is one <svg> element');
      start = match.index + part.length;
    }
    if (!ELEMENTS.has(name)) report(`<${name}> may not be in a picture`);
    for (const { name: key, value } of attributesOf(attributes)) {
      const problem = attributeProblem(name, open.length === 0, key, value);
      if (problem) report(problem);
      if (open.length === 0 && key === 'viewBox') viewBox = value;
      else if (open.length === 0 && STYLES.has(key)) styles[key] = value;
    }
    if (!selfClosing) open.push(name);
  }
  if (open.length > 0) problems.push({ offset: source.length, message: `<${open.at(-1) ?? ''}> is never closed` });
  if (roots === 0) problems.push({ offset: 0, message: 'there is no <svg> element' });
  else if (!/^-?\d+(?:\.\d+)? -?\d+(?:\.\d+)? \d+(?:\.\d+)? \d+(?:\.\d+)?$/.test(viewBox))
    problems.push({ offset: 0, message: 'the <svg> element needs a viewBox of four numbers' });
  return {
    problems,
    viewBox,
    styles,
    content: source
      .slice(start, end)
      .replace(/<!--[\s\S]*?-->/g, '')
      .trim(),
  };
}

function attributeProblem(element: string, isRoot: boolean, name: string, value: string): string | undefined {
  if (isRoot && name === 'xmlns') return value === 'http://www.w3.org/2000/svg' ? undefined : `xmlns must be that of SVG`;
  if (isRoot && (name === 'width' || name === 'height')) return `the <svg> element has no ${name}: it takes the width of the page`;
  if (isRoot && name === 'viewBox') return undefined;
  // The page keeps nothing else of the root.
  if (!(isRoot ? STYLES : ATTRIBUTES).has(name)) return `${name} may not be on <${element}>`;
  if ((name === 'fill' || name === 'stroke') && !isColour(value))
    return `${name}="${value}" is no color of the theme that pictures may use`;
  if (/url\s*\(|javascript:|expression/i.test(value)) return `${name}="${value}" refers to something outside`;
  if (name === 'font-size' && !(parseFloat(value) >= 12)) return `text of size ${value} is too small to read: 12 at least`;
  return undefined;
}

const attributesOf = (text: string): { name: string; value: string }[] =>
  [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => ({ name, value: double ?? single ?? '' }));
