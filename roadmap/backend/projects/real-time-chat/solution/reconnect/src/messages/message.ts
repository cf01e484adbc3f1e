import type { User } from '../sessions/session.ts';

export interface Message {
  readonly id: string;
  readonly room: string;
  /** 1, 2, 3, … in each room, without gaps: whoever has seen 7 and then gets 9 knows that 8 is missing. */
  readonly seq: number;
  /** Chosen by the sender. The same id again is the same message again. */
  readonly clientId: string;
  readonly from: User;
  readonly text: string;
  readonly sentAt: string;
}

export type NewMessage = Pick<Message, 'room' | 'clientId' | 'from' | 'text'>;
