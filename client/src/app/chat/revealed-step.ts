/** A step that a reader wants to be taken to. */
export interface RevealedStep {
  step: string;
  /** Where the words are that he looks for, if he does: in the text that counts, or in what is being written. */
  found?: 'record' | 'lane';
}
