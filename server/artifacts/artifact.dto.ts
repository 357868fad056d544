/** A file that a session's runs have produced. */
export class ArtifactDto {
  /** Path in the session's folder. */
  name: string;
  media_type: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  /** Where it can be downloaded. */
  url: string;
  updated_at: Date;
}

/** All files of a session. */
export class ArtifactListDto {
  /** The folder on the server that holds a copy of the files. */
  folder: string;
  artifacts: ArtifactDto[];
}
