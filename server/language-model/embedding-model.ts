/**
 * Port to whatever turns texts into vectors. There may be none: then `model` is null, and nobody asks.
 */
export abstract class EmbeddingModel {
  /** `<provider>/<model>`: vectors of different models cannot be compared. */
  abstract readonly model: string | null;

  /**
   * One vector of length 1 a text, in their order.
   * @throws ModelError
   */
  abstract embed(texts: readonly string[]): Promise<Float32Array[]>;
}
