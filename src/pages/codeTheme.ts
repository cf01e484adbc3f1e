import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { coloursOfTheme, type CodeColours, type ThemeRule } from './codeColours';

/** A theme includes another, which includes another; no real one goes deeper. */
const MAX_DEPTH = 8;

interface Theme {
  readonly file: vscode.Uri;
  readonly uiTheme: string;
}

/**
 * The colours that the active colour theme gives to code, or undefined when they cannot be known: the theme lives on another
 * machine, is written in another format, or cannot be read. VS Code has no interface for this, so the theme's own file is read.
 */
export async function readCodeColours(): Promise<CodeColours | undefined> {
  const theme = activeTheme();
  if (!theme) return undefined;
  const rules = await rulesOf(theme.file, MAX_DEPTH);
  return rules && coloursOfTheme(rules);
}

/** The theme that the settings name for the way VS Code looks now. */
function activeTheme(): Theme | undefined {
  const { kind } = vscode.window.activeColorTheme;
  const workbench = vscode.workspace.getConfiguration('workbench');
  const window = vscode.workspace.getConfiguration('window');
  const isHighContrast = kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
  const names = [
    ...(isHighContrast && window.get('autoDetectHighContrast') === true ? [PREFERRED[kind]] : []),
    ...(window.get('autoDetectColorScheme') === true ? [PREFERRED[kind]] : []),
    'colorTheme',
  ].map((setting) => workbench.get(setting));
  // The setting may name a theme that is not the one in use, as while another is tried out: what looks otherwise is not it.
  return names.map(themeNamed).find((theme) => theme?.uiTheme === UI_THEMES[kind]);
}

const PREFERRED: Readonly<Record<vscode.ColorThemeKind, string>> = {
  [vscode.ColorThemeKind.Light]: 'preferredLightColorTheme',
  [vscode.ColorThemeKind.Dark]: 'preferredDarkColorTheme',
  [vscode.ColorThemeKind.HighContrast]: 'preferredHighContrastColorTheme',
  [vscode.ColorThemeKind.HighContrastLight]: 'preferredHighContrastLightColorTheme',
};

const UI_THEMES: Readonly<Record<vscode.ColorThemeKind, string>> = {
  [vscode.ColorThemeKind.Light]: 'vs',
  [vscode.ColorThemeKind.Dark]: 'vs-dark',
  [vscode.ColorThemeKind.HighContrast]: 'hc-black',
  [vscode.ColorThemeKind.HighContrastLight]: 'hc-light',
};

function themeNamed(name: unknown): Theme | undefined {
  if (typeof name !== 'string') return undefined;
  for (const extension of vscode.extensions.all) {
    const { contributes } = extension.packageJSON as { contributes?: { themes?: unknown } };
    for (const theme of Array.isArray(contributes?.themes) ? (contributes.themes as unknown[]) : []) {
      if (!isObject(theme) || (theme['id'] !== name && theme['label'] !== name)) continue;
      const { path, uiTheme } = theme;
      if (typeof path === 'string' && typeof uiTheme === 'string')
        return { file: vscode.Uri.joinPath(extension.extensionUri, path), uiTheme };
    }
  }
  return undefined;
}

/** The rules of a theme's file after those of the file that it includes; undefined when they are in a format of another editor. */
async function rulesOf(file: vscode.Uri, depth: number): Promise<ThemeRule[] | undefined> {
  const theme: unknown = parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  if (!isObject(theme)) return undefined;
  const { include, tokenColors = [] } = theme;
  const included = typeof include === 'string' && depth > 0 ? await rulesOf(vscode.Uri.joinPath(file, '..', include), depth - 1) : [];
  if (!included || !Array.isArray(tokenColors)) return undefined;
  return [...included, ...(tokenColors as unknown[]).filter(isObject)];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
