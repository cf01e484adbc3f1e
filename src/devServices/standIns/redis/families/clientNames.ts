import { err } from '../reply';

/** A connection's name may hold only what can be listed without confusion. */
export function checkedName(name: string): string {
  if (/[^!-~]/.test(name)) throw err('Client names cannot contain spaces, newlines or special characters.');
  return name;
}
