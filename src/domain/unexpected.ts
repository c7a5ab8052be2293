// What the page says by itself when not even main's answer arrived. Apart from the other errors, which main sends with their texts.

export const unexpected = {
  message: 'Something went wrong inside Latchkey.',
  nextStep: 'Try again. If it stays, the log entry named below says what was wrong.',
} as const
