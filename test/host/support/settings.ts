import * as vscode from 'vscode';
import { until } from './until';

/** Sets one of the extension's settings for the user and waits until it holds; undefined brings the default back. */
export async function setSetting(name: string, value: unknown): Promise<void> {
  const read = () => vscode.workspace.getConfiguration('backendRoadmap').inspect(name)?.globalValue;
  if (read() === value) return;
  await vscode.workspace.getConfiguration('backendRoadmap').update(name, value, vscode.ConfigurationTarget.Global);
  await until(`${name} is ${String(value)}`, () => read() === value);
}
