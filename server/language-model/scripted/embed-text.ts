const DIMENSIONS = 64;

/** A vector by what stands in the text: texts that share pairs of letters are near each other. */
export function embedText(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  const letters = [...text.toLowerCase()];
  letters.slice(1).forEach((letter, index) => {
    const pair = letters[index]!.codePointAt(0)! * 31 + letter.codePointAt(0)!;
    vector[pair % DIMENSIONS]! += 1;
  });
  return vector;
}
