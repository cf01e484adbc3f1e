/** Tells a page that the dialog was answered to which it has led: its learner is back. */
export const COME_BACK = 'come back';
