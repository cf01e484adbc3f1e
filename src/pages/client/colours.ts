/** The colours of code follow the theme. */
import { colourVariable, type CodeColours } from '../codeColours';
import { TOKEN_CLASSES } from '../tokenClasses';

let taken: { readonly theme: string; readonly colours: CodeColours } | undefined;

/** VS Code changes the page at once, and the host needs a moment to read the new theme: until then the style sheet's own colours hold. */
export function startColours(): void {
  new MutationObserver(paint).observe(document.body, { attributeFilter: ['data-vscode-theme-kind'] });
}

export function takeColours(theme: string, colours: CodeColours): void {
  taken = { theme, colours };
  paint();
}

function paint(): void {
  const colours = document.body.dataset['vscodeThemeKind'] === taken?.theme ? taken?.colours : undefined;
  // `initial` is no colour: what takes the variable takes the style sheet's instead.
  for (const kind of TOKEN_CLASSES) document.documentElement.style.setProperty(colourVariable(kind), colours?.[kind] ?? 'initial');
}
