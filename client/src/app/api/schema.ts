// Made from the OpenAPI by `npm run api-types`; not to be edited.

export interface paths {
  '/api/cards/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a card in: V1, V2 or V3, as JSON or in a PNG. Unused ones are deleted after seven days. */
    post: operations['CardController_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/casts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All casts. */
    get: operations['CastController_list'];
    put?: never;
    /** Checks all characters, then starts them, so many at a time. */
    post: operations['CastController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/casts/{cast_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where each of them stands. */
    get: operations['CastController_get'];
    put?: never;
    post?: never;
    /** Forgets the cast; the sessions stay. */
    delete: operations['CastController_remove'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/casts/{cast_id}/continue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Goes on: with those that wait, were stopped, or have failed. */
    post: operations['CastController_continue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/casts/{cast_id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stops those that are written, and starts no more. */
    post: operations['CastController_stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/casts/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Reads a roster (CSV or XLSX with the columns 姓名,基本信息); nothing is stored. */
    post: operations['CastController_read'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All collections. */
    get: operations['CollectionController_list'];
    put?: never;
    /** Begins a collection. */
    post: operations['CollectionController_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections/{collection_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Deletes it with everything in it. */
    delete: operations['CollectionController_remove'];
    options?: never;
    head?: never;
    /** Renames or describes it. */
    patch: operations['CollectionController_change'];
    trace?: never;
  };
  '/api/collections/{collection_id}/documents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The documents of a collection. */
    get: operations['CollectionController_listDocuments'];
    put?: never;
    /** Takes a file in: text, Markdown, CSV, DOCX, XLSX or PDF. */
    post: operations['CollectionController_upload'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections/{collection_id}/documents/{document_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A document as it is searched. */
    get: operations['CollectionController_getDocument'];
    put?: never;
    post?: never;
    /** Takes a document out. */
    delete: operations['CollectionController_removeDocument'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections/{collection_id}/embeddings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks for the vectors that are missing, e.g. after the provider was away. */
    post: operations['CollectionController_embed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/collections/{collection_id}/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes in what a session has written. */
    post: operations['CollectionController_addSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether this server can do its work: 200 while the database answers and takes writes; else 503 with
     *     `database_unreachable`, `database_read_only` or `database_full`, and what helps.
     */
    get: operations['HealthController_check'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/providers/{provider_id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the provider's first model for a word, and hangs up at the first token. */
    post: operations['ProviderController_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The run with the state of its items. */
    get: operations['RunController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}/continue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Writes what is missing after a stop, failures or a reached cap. Finished items are not asked again. */
    post: operations['RunController_continue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}/items/{item_id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Asks the run to leave one item unfinished: its provider call is aborted, its text is kept as stopped, the others go
     *     on. `continue` writes it later.
     */
    post: operations['RunController_stopItem'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lets a run go on that waits for a confirmation (`RUN_FINISHED` with the outcome `interrupt`), with what is to be
     *     confirmed as it is or changed. To abandon it, stop it.
     */
    post: operations['RunController_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}/revisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Writes items again, changes them by hand, restores what an earlier attempt wrote, locks them. An active run does it
     *     itself, at once; afterwards it is a run of its own, which the answer names. What is replaced stays as an attempt.
     */
    post: operations['RunController_revise'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/runs/{run_id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Asks the run to stop. The proof comes as `RUN_FINISHED` with `metadata.stop`; asking again changes nothing. */
    post: operations['RunController_stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The best hits, and why each was found. */
    get: operations['SearchController_search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The sessions, the most recently used first, page by page. */
    get: operations['SessionController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Deletes the session for good: its log, runs and files. Not while a run is active. */
    delete: operations['SessionController_remove'];
    options?: never;
    head?: never;
    /** Calls the session something else; its runs and files keep their titles. */
    patch: operations['SessionController_rename'];
    trace?: never;
  };
  '/api/sessions/{session_id}/artifacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All files, while the run goes on too. */
    get: operations['ArtifactController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}/artifacts/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One file, under a name made safe from the character's. */
    get: operations['ArtifactController_download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same events as the stream's; with `wait` as a long-poll, for networks where streams do not pass. */
    get: operations['SessionController_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The content as it stands now, under a name made safe from the character's. */
    get: operations['ExportController_download'];
    put?: never;
    /** The character card in a portrait of yours: a PNG of at most 8 MB. Cards that it holds already are replaced. */
    post: operations['ExportController_embed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}/items/{item_id}/provenance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Queries, hits, prompt, reasoning, text, model, tokens, cost and times of one finished attempt. */
    get: operations['ProvenanceController_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{session_id}/snapshot': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The session as it stands, so that a page loads 230 items at once and follows from `seq`. */
    get: operations['SessionController_snapshot'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sse/create_session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A session without runs; its stream can be opened before the first run starts. */
    post: operations['SseController_createSession'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sse/probe': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A few events at known times, with the headers of a stream: whoever gets them all at once is behind a proxy that
     *     buffers. Each `event: probe` carries `{ "n", "of", "sent_ms" }`, the time since the first.
     */
    get: operations['SseController_probe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sse/stream/{session_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The session's AG-UI events, from the cursor to live. `id:` is the sequence number, so an EventSource resumes
     *     exactly, at any time, on any replica. A heartbeat comes at once and every 10 s: a comment, or with
     *     `heartbeat=event` an event with `{ "cursor", "retry_ms", "spread_ms", "replica" }` as in `streams`. When a run has ended and none is
     *     active the stream closes; asked again at the end it answers 204, which ends an EventSource. When the database is in
     *     trouble an `event: database` says so, with `{ "status": "unreachable" | "read_only" | "disk_full" | "ok", "detail" }`
     *     and the cursor as `id`; it is no part of the log.
     */
    get: operations['SseController_stream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sse/streams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Several sessions over one connection, for a browser with many tabs. Each event comes as
     *     `{ "session_id", "seq", "event" }`, and `id:` is the whole vector of cursors, so an EventSource resumes all of them
     *     exactly. The stream has no end: `event: rest` with `{ "session_id", "seq" }` says that the session's last run has
     *     ended, and a later run of it shows up all the same; `event: refused` with `{ "session_id", "code" }` that a session
     *     cannot be followed (`session_not_found`, `cursor_ahead`; `too_many_viewers` for the time being). Heartbeats are
     *     events: `{ "cursor", "retry_ms", "spread_ms", "replica" }`. `replica` names the server that answers. Should it go, all
     *     its viewers come back: after `retry_ms`, which is another time for each of them, as `retry:` tells an EventSource; or
     *     at a moment of one's own choosing within `spread_ms`, which is the same for all and grows with their number.
     */
    get: operations['SseController_streamMany'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All templates of people; the built-in one is in the workflow's options. */
    get: operations['TemplateController_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates/{template_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A template in its latest version, or in another. */
    get: operations['TemplateController_get'];
    /** Makes the next version. */
    put: operations['TemplateController_change'];
    post?: never;
    /** Offers it no more; what was started with it goes on. */
    delete: operations['TemplateController_archive'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates/{template_id}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The table from which it can be imported again. */
    get: operations['TemplateController_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates/{template_id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When it was changed. */
    get: operations['TemplateController_versions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates/built-in/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The built-in template as a table to start from. */
    get: operations['TemplateController_exportBuiltIn'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/templates/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes a template of a table (CSV or XLSX) with the columns 类别,条目,内容,关键词,备注. */
    post: operations['TemplateController_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/workflow/character_profile_stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Character profile: Starts the workflow; 202 as soon as the run is durable. `session_id` in the body starts it in that session. */
    post: operations['start_character_profile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/workflow/character_profile/options': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Character profile: What a form of the workflow needs: choices, defaults, estimates. */
    get: operations['options_character_profile'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ActivityDto: {
      attempt: number;
      content: {
        [key: string]: unknown;
      };
      /** @description `<step>.<attempt>a`. */
      id: string;
      step: string;
      /** @description E.g. `RESEARCH`: `content` holds `queries` and `hits`. */
      type: string;
    };
    ArtifactDto: {
      bytes: number;
      media_type: string;
      /** @description Path in the session's folder. */
      name: string;
      /** @description Hex. */
      sha256: string;
      /** Format: date-time */
      updated_at: string;
      /** @description Where it can be downloaded. */
      url: string;
    };
    ArtifactListDto: {
      artifacts: components['schemas']['ArtifactDto'][];
      /** @description The folder on the server that holds a copy of the files. */
      folder: string;
    };
    ArtifactState: {
      bytes: number;
      mediaType: string;
      name: string;
      /** @description Hex. */
      sha256: string;
    };
    CastCharacterDto: {
      /** @description What is known already. */
      basic_info?: string;
      /** @description 1–80 characters. */
      character_name: string;
    };
    CastDto: {
      at_once: number;
      /** @description The cap keeps those that wait from starting. */
      cap_reached: boolean;
      characters: number;
      /** @description ISO 8601. */
      created_at: string;
      finished: number;
      id: string;
      members: components['schemas']['CastMemberDto'][];
      name: string;
      /** @description It starts no more. */
      stopped: boolean;
      token_cap: number | null;
    };
    CastInput: {
      /** @description Characters written at the same time, 1–8. */
      at_once: number;
      /** @description 1–200 characters, written in this order. */
      characters: components['schemas']['CastCharacterDto'][];
      /** @description 1–100 characters. */
      name: string;
      /** @description The request of the character profile without name and information; the same for all. */
      settings: {
        [key: string]: unknown;
      };
      /** @description No further character starts once the ended ones together have taken so many tokens. */
      token_cap?: number;
    };
    CastListDto: {
      casts: components['schemas']['CastSummaryDto'][];
    };
    CastMemberDto: {
      character_name: string;
      /** @description Items written. */
      done: number;
      /** @description Of its ended runs. */
      duration_ms: number;
      /** @description Why it failed or did not begin. */
      error_code: string | null;
      run_id: string | null;
      /** @description Null before it has begun, and when its session was deleted. */
      session_id: string | null;
      /** @enum {string} */
      status:
        'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed' | 'waiting' | 'deleted';
      /** @description Of its ended runs. */
      tokens: number;
      /** @description Items in all. */
      total: number;
    };
    CastSummaryDto: {
      characters: number;
      /** @description ISO 8601. */
      created_at: string;
      finished: number;
      id: string;
      name: string;
      /** @description It starts no more. */
      stopped: boolean;
    };
    CategoryOption: {
      description: components['schemas']['Localized'];
      id: string;
      items: components['schemas']['ItemOption'][];
      name: components['schemas']['Localized'];
    };
    CategoryState: {
      order: number;
      title: components['schemas']['Localized'];
    };
    CharacterProfileInput: {
      /**
       * @description What is known already; these facts are kept. Up to 4,000 characters.
       * @default
       */
      basic_info?: string;
      /**
       * @description 1–80 characters.
       * @example 沈知微
       */
      character_name: string;
      /**
       * @description Items written at once, 1–16.
       * @default 4
       */
      concurrency?: number;
      /**
       * @description The facts are to be confirmed before the items are written: the run ends with an interrupt, and waits.
       * @default false
       */
      confirm_canon?: boolean;
      /**
       * Format: uuid
       * @description A card of `POST /api/cards/import` that the profile begins with: it is exported upon that card.
       */
      imported_card?: string;
      /**
       * @description Language of the profile.
       * @default zh
       * @enum {string}
       */
      language?: 'zh' | 'en';
      /** @description Id of a configured provider; the configured default without it. Never a URL. */
      llm_provider?: string;
      /** @description A model of that provider; its first without it. */
      model_name?: string;
      /**
       * @description The model reads each category once it is written, for contradictions; code looks for them in any case.
       * @default false
       */
      review?: boolean;
      /** @description Category ids of the template; of the built-in one see `GET /api/workflow/character_profile/options`. */
      selected_categories: string[];
      /** @description Ids of collections of `GET /api/collections` that each item is researched in; none: no research. */
      selected_collections?: string[];
      /**
       * Format: uuid
       * @description Starts the run in this session; without it a new one is made.
       */
      session_id?: string;
      /**
       * @description 0–2.
       * @default 0.8
       */
      temperature?: number;
      /**
       * Format: uuid
       * @description A template of `GET /api/templates`; the built-in one without it.
       */
      template_id?: string;
      /** @description Of that template; its latest without it. */
      template_version?: number;
      /** @description No further item starts once input and output tokens together reach it. */
      token_cap?: number;
    };
    CollectionDto: {
      /** @description Pieces that can be found. */
      chunks: number;
      /** @description ISO 8601. */
      created_at: string;
      description: string;
      documents: number;
      /** @description How many of them are found by their meaning too; null without a model for vectors. */
      embedded: number | null;
      id: string;
      name: string;
      /** @description It came with the product. */
      sample: boolean;
    };
    CollectionInput: {
      /**
       * @description What it holds, for people; up to 1,000 characters.
       * @default
       */
      description?: string;
      /**
       * @description 1–100 characters.
       * @example 雾港世界
       */
      name: string;
    };
    CollectionListDto: {
      collections: components['schemas']['CollectionDto'][];
      /** @description `<provider>/<model>` that makes the vectors; null: words and spelling alone. */
      embedding_model: string | null;
    };
    ContentCategory: {
      id: string;
      items: components['schemas']['ContentItem'][];
      /** @description In the session's language. */
      name: string;
    };
    ContentItem: {
      /** @description The chosen attempt; null while there is none. */
      attempt: number | null;
      /** @description `cut`: the token limit ended the text; `banned:<word>`: it uses a word that the house does not use. */
      flags: string[];
      /** @description Id of its step. */
      id: string;
      /** @description In the session's language. */
      name: string;
      /** @description The chosen attempt's; null while there is none. */
      text: string | null;
    };
    ContinueRunDto: {
      /** @description More categories than before, of a workflow that has them: what there is stays, the new ones are written. */
      selected_categories?: string[];
      /** @description A new cap for input and output tokens together. */
      token_cap?: number;
    };
    CostDto: {
      amount: number;
      /** @description ISO 4217; null where the providers' file does not say. */
      currency: string | null;
    };
    CreatedSessionDto: {
      /** @description Follow it at `/api/sse/stream/{session_id}`; start runs in it with `session_id`. */
      session_id: string;
    };
    DocumentDto: {
      bytes: number;
      /** @description Of its text. */
      characters: number;
      chunks: number;
      collection_id: string;
      /** @description ISO 8601. */
      created_at: string;
      id: string;
      name: string;
      /** @description The session that it was made of. */
      source_session: string | null;
    };
    DocumentListDto: {
      documents: components['schemas']['DocumentDto'][];
    };
    DocumentTextDto: {
      bytes: number;
      /** @description Of its text. */
      characters: number;
      chunks: number;
      collection_id: string;
      /** @description ISO 8601. */
      created_at: string;
      id: string;
      name: string;
      passages: components['schemas']['PassageDto'][];
      /** @description The session that it was made of. */
      source_session: string | null;
    };
    ExportDto: {
      /** @description In the template's order; what is not written has `text: null`. */
      categories: components['schemas']['ContentCategory'][];
      /** @description Empty for a workflow without facts. */
      facts: components['schemas']['Fact'][];
      /**
       * @description Of the texts.
       * @enum {string}
       */
      language: 'zh' | 'en';
      model?: string;
      provider?: string;
      /** @description The texts are sample texts of the offline model, not a model's work. */
      sample: boolean;
      /** @enum {string} */
      schema: 'zzzero-export';
      session_id: string;
      /** @description E.g. the character's name. */
      title: string;
      /** @enum {number} */
      version: 1;
      /** @description Workflow id. */
      workflow: string;
    };
    Fact: {
      /**
       * @description Stable.
       * @example birth_date
       */
      key: string;
      /** @description What it is called, in the session's language. */
      name: string;
      value: string;
    };
    Fault: {
      /**
       * @description Stable.
       * @example provider_timeout
       */
      code: string;
      message: string;
    };
    FieldErrorDto: {
      /** @example unknown_category */
      code: string;
      /**
       * @description Path in the body or the name of a parameter.
       * @example selected_categories[2]
       */
      field: string;
      message: string;
    };
    Finding: {
      /** @enum {string} */
      by: 'code' | 'model';
      /** @description What it should agree with; empty where `problem` says it. */
      expected: string;
      /**
       * @description `banned`: a word that the house does not use; `other`: what the model has found that no rule looks for.
       * @enum {string}
       */
      kind: 'age' | 'date' | 'name' | 'place' | 'banned' | 'other';
      /** @description In the reviewer's words; empty for what code has found. */
      problem: string;
      /** @description As it stands in the text. */
      quote: string;
    };
    FoundByDto: {
      /** @description Words of the question that it was found by; none for `meaning`. */
      matches: string[];
      /**
       * @description `words`: the same words; `spelling`: a similar spelling; `meaning`: a similar vector.
       * @enum {string}
       */
      method: 'words' | 'spelling' | 'meaning';
      /** @description Among what this method has found, from 1. */
      rank: number;
      /** @description In the method's own measure: BM25, similarity of trigrams, cosine. */
      score: number;
    };
    HealthDto: {
      /**
       * @description Tells this server from another program on its port.
       * @enum {string}
       */
      name: 'zzzero';
      /**
       * @example ok
       * @enum {string}
       */
      status: 'ok';
      storage: components['schemas']['StorageDto'];
      /** @description Seconds since the start. */
      uptime: number;
      /** @example 0.1.0 */
      version: string;
    };
    ImportedCardDto: {
      /** @description Description, personality and scenario, as the form's basic information takes them. */
      basic_info: string;
      /** @description Goes into the request as `imported_card`. */
      card_id: string;
      has_portrait: boolean;
      lorebook_entries: number;
      /** @description The first 80 characters of the character's name. */
      name: string;
      /** @enum {string} */
      spec: 'v1' | 'v2' | 'v3';
      /** @description There was more of it than the form takes. */
      truncated: boolean;
      /** @description Paths of what we do not interpret; they are in the exported card as they were. At most 100. */
      unknown_fields: string[];
    };
    ImportedTemplateDto: {
      rejected: components['schemas']['RejectedRowDto'][];
      template: components['schemas']['TemplateDto'];
    };
    ItemOption: {
      /** @description What to write. */
      guidance: components['schemas']['Localized'];
      /** @description `<category>.<item>`. */
      id: string;
      name: components['schemas']['Localized'];
    };
    ItemRevision: {
      /** @description What the model is told besides the template. */
      instruction?: string;
      /** @description The attempt whose text it is. */
      restoredFrom?: number;
      /** @description Written by hand, or restored: no model is asked. */
      text?: string;
    };
    ItemState: {
      /** @description The latest attempt; 0 before the first. */
      attempt: number;
      /** @description Id of its category; null for steps that write no item (canon, save). */
      category: string | null;
      /** @description The attempt whose text counts: the last one that ended well. A rewrite that fails leaves it as it is. */
      chosen?: number;
      /** @description Somebody has looked at it and let the run go on. */
      confirmed?: boolean;
      error?: components['schemas']['Fault'];
      /** @description What the review has against its text; a rewrite is told of it. */
      findings?: components['schemas']['Finding'][];
      finishedAt?: number;
      /** @description E.g. `cut`: the token limit ended the text. */
      flags: string[];
      /** @description No rewrite touches it until it is unlocked. */
      locked?: boolean;
      /** @description The message of the latest attempt. */
      messageId?: string;
      order: number;
      /** @description Id of its phase. */
      phase: string;
      /** @description What the latest attempt was, or is to be, made for. */
      revision?: components['schemas']['ItemRevision'];
      /** @description What it was written from says something else by now. */
      stale?: boolean;
      startedAt?: number;
      /** @enum {string} */
      status:
        | 'failed'
        | 'waiting'
        | 'done'
        | 'stopped'
        | 'starting'
        | 'researching'
        | 'thinking'
        | 'writing'
        | 'retrying'
        | 'skipped';
      title: components['schemas']['Localized'];
      usage?: components['schemas']['TokenCounts'];
    };
    Localized: {
      en: string;
      zh: string;
    };
    MessageDto: {
      attempt: number;
      /** @description When it began, ms since 1970; old logs do not say. */
      beganAt?: number;
      /** @description Sequence number of its end, once it has ended. */
      ended?: number;
      /** @description When it ended. */
      endedAt?: number;
      /** @description `<step>.<attempt>`, reasoning with `r` appended. */
      id: string;
      /** @enum {string} */
      role: 'assistant' | 'reasoning';
      /** @enum {string} */
      status: 'failed' | 'stopped' | 'open' | 'complete' | 'cut' | 'superseded';
      step: string;
      text: string;
    };
    ModelOption: {
      /** @description ISO 4217. */
      currency?: string;
      id: string;
      /** @description Per million tokens, in `currency`. */
      input_price?: number;
      is_default: boolean;
      /** @description Per million tokens, in `currency`. */
      output_price?: number;
      /** @description It sends its reasoning before its answer. */
      reasoning: boolean;
    };
    PassageDto: {
      /** @description The headings above it, outermost first. */
      heading: string;
      text: string;
    };
    PhaseState: {
      order: number;
      /** @enum {string} */
      status: 'running' | 'failed' | 'waiting' | 'done' | 'stopped';
      title: components['schemas']['Localized'];
    };
    Prices: {
      /** @description ISO 4217. */
      currency?: string;
      input?: number;
      output?: number;
    };
    ProblemDto: {
      /**
       * @description Stable; programs may rely on it.
       * @example validation_failed
       */
      code: string;
      /** @description What happened here, for people. */
      detail?: string;
      /** @description Present with `validation_failed`: every wrong field. */
      errors?: components['schemas']['FieldErrorDto'][];
      /** @example 400 */
      status: number;
      title: string;
      /** @example about:blank */
      type: string;
    };
    ProfileDefaults: {
      concurrency: number;
      /** @enum {string} */
      language: 'zh' | 'en';
      max_concurrency: number;
      temperature: number;
    };
    ProfileEstimates: {
      /** @description Calls that every run makes besides its items. */
      fixed_calls: number;
      input_tokens_per_item: number;
      output_tokens_per_item: number;
      seconds_per_item: number;
    };
    ProfileExample: {
      basic_info: string;
      character_name: string;
      selected_categories: string[];
    };
    ProfileExamples: {
      en: components['schemas']['ProfileExample'];
      zh: components['schemas']['ProfileExample'];
    };
    ProfileOptions: {
      categories: components['schemas']['CategoryOption'][];
      defaults: components['schemas']['ProfileDefaults'];
      estimates: components['schemas']['ProfileEstimates'];
      example: components['schemas']['ProfileExamples'];
      providers: components['schemas']['ProviderOption'][];
    };
    PromptMessageDto: {
      content: string;
      role: string;
    };
    ProvenanceDto: {
      attempt: number;
      /** @description Finished attempts, oldest first. */
      attempts: number[];
      /** @description Whether its text is the item's. */
      chosen: boolean;
      /** @description By the prices of that time; null where the providers' file names none. */
      cost: components['schemas']['CostDto'] | null;
      /** @description Epoch ms by the worker's clock. */
      finished_at: number;
      hits: components['schemas']['ProvenanceHitDto'][];
      item_id: string;
      model: string;
      /** @description Empty for a text that somebody wrote by hand. */
      prompt: components['schemas']['PromptMessageDto'][];
      prompt_version: string | null;
      provider: string;
      /** @description What was looked up; empty without collections. */
      queries: string[];
      reasoning: string;
      revision: components['schemas']['ProvenanceRevisionDto'];
      run_id: string;
      /** @description Epoch ms by the worker's clock. */
      started_at: number;
      /** @description 0–2; null where no model was asked. */
      temperature: number | null;
      text: string;
      /** @description Of all calls of the attempt. */
      usage: components['schemas']['TokenCounts'];
    };
    ProvenanceHitDto: {
      collection_id: string;
      /** @description Name of the document. */
      document: string;
      document_id: string;
      /** @description The headings above it, outermost first. */
      heading: string;
      /** @description Which queries have found it, by their place from 0. */
      queries: number[];
      text: string;
    };
    ProvenanceRevisionDto: {
      by_hand: boolean;
      /** @description What the model was told besides the template. */
      instruction: string | null;
      /** @description The attempt whose text it is. */
      restored_from: number | null;
    };
    ProviderCheckDto: {
      /**
       * @description A stable code, when it does not answer.
       * @example provider_unauthorized
       */
      code?: string;
      /** @description What happened and what helps; without key or address. */
      message?: string;
      ok: boolean;
    };
    ProviderOption: {
      id: string;
      is_default: boolean;
      label: string;
      models: components['schemas']['ModelOption'][];
      /** @description It writes sample text, offline. */
      sample: boolean;
    };
    RejectedRosterRowDto: {
      /** @description Stable: `name_missing`, `name_twice`, `too_long`, `too_many_rows`. */
      code: string;
      line: number;
    };
    RejectedRowDto: {
      /**
       * @description Stable: `category_missing`, `item_missing`, `item_twice`, `too_long`, `too_many_rows`,
       *     `too_many_categories`.
       */
      code: string;
      /** @description Of the file, from 1. */
      line: number;
      message: string;
    };
    RenameSessionDto: {
      /** @description One line of 1–80 characters. */
      title: string;
    };
    ResumeRunDto: {
      /** @description What the step that is to be confirmed has written, changed by hand; without it as it is. Up to 50,000 characters. */
      text?: string;
    };
    RevisionDto: {
      /**
       * @description `rewrite`: the model writes them again. `edit`: one item gets `text`. `restore`: one item gets the text of its
       *     `attempt`. `lock`, `unlock`: no rewrite touches them, or may again.
       * @enum {string}
       */
      action: 'rewrite' | 'edit' | 'restore' | 'lock' | 'unlock';
      /** @description For `restore`: the number of a finished attempt. */
      attempt?: number;
      /** @description For `rewrite`: what the model is told besides. Up to 2,000 characters. */
      instruction?: string;
      /** @description Ids of items; locked ones among several are left as they are. */
      items: string[];
      /** @description For `edit`. 1–20,000 characters. */
      text?: string;
    };
    RosterDto: {
      characters: components['schemas']['RosterRowDto'][];
      rejected: components['schemas']['RejectedRosterRowDto'][];
    };
    RosterRowDto: {
      /** @description What is known already. */
      basic_info?: string;
      /** @description 1–80 characters. */
      character_name: string;
      /** @description Of the file, from 1. */
      line: number;
    };
    RunDto: {
      /** @description In `currency`, by the prices of its time; null where they are not known. */
      cost: number | null;
      /** Format: date-time */
      created_at: string;
      /** @description ISO 4217. */
      currency: string | null;
      /** @description From the first work to the end; null before the end. */
      duration_ms: number | null;
      /** @description A stable code, when the run failed. */
      error_code: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /** @description What was asked for; a form can begin with it. */
      input: {
        [key: string]: unknown;
      };
      /** @description Spent, once it has ended. */
      input_tokens: number | null;
      output_tokens: number | null;
      parent_run_id: string | null;
      run_id: string;
      session_id: string;
      /** @description Spent by all runs of its session that have ended, this one among them. */
      session_spent: components['schemas']['SpendingDto'];
      /** Format: date-time */
      started_at: string | null;
      /** @description The state document that the board draws: phases, categories, items, artifacts. */
      state: components['schemas']['RunStateDocument'];
      /** @enum {string} */
      status: 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed';
      /** Format: date-time */
      stop_requested_at: string | null;
      workflow: string;
    };
    RunInfo: {
      /** @description The step whose text is to be confirmed before the run goes on, while its status is `interrupted`. */
      awaits?: string;
      /** @description Steps at once. */
      concurrency: number;
      error?: components['schemas']['Fault'];
      finishedAt?: number;
      /** @description The last command that took effect. */
      handledCommand?: number;
      id: string;
      model?: string;
      /** @description The run that this one continues. */
      parentRunId?: string;
      /** @description Of its model, when it began; absent where the providers' file names none. */
      prices?: components['schemas']['Prices'];
      provider?: string;
      /** @description The text is sample text of the offline model. */
      sample: boolean;
      startedAt?: number;
      /** @enum {string} */
      status: 'queued' | 'running' | 'stopping' | 'interrupted' | 'finished' | 'cancelled' | 'failed';
      stop?: components['schemas']['StopProof'];
      usage: components['schemas']['TokenCounts'];
    };
    RunStateDocument: {
      /** @description By name. */
      artifacts: {
        [key: string]: components['schemas']['ArtifactState'];
      };
      /** @description By id. */
      categories: {
        [key: string]: components['schemas']['CategoryState'];
      };
      /** @description By id of the step, ASCII. */
      items: {
        [key: string]: components['schemas']['ItemState'];
      };
      /** @description By id. */
      phases: {
        [key: string]: components['schemas']['PhaseState'];
      };
      run: components['schemas']['RunInfo'];
      session: components['schemas']['SessionInfo'];
    };
    SearchHitDto: {
      chunk_id: number;
      collection_id: string;
      /** @description Its name. */
      document: string;
      document_id: string;
      found_by: components['schemas']['FoundByDto'][];
      /** @description The headings above it, outermost first. */
      heading: string;
      /** @description Sum of reciprocal ranks; only its order means something. */
      score: number;
      text: string;
    };
    SearchResultDto: {
      hits: components['schemas']['SearchHitDto'][];
    };
    SessionDocumentInput: {
      /**
       * Format: uuid
       * @description What it has written is taken in; what it had written before, if it was here already, is replaced.
       */
      session_id: string;
    };
    SessionDto: {
      /** @description Of the same, by the prices of their time; null where they are not known, or the currencies differ. */
      cost: number | null;
      /** Format: date-time */
      created_at: string;
      /** @description ISO 4217. */
      currency: string | null;
      /** @description Of all runs that have ended, from the first work to the end. */
      duration_ms: number;
      id: string;
      /** @description Spent by the latest run alone; null before it has ended. */
      latest_run: components['schemas']['SpendingDto'] | null;
      /** @description The latest run. */
      run_id: string | null;
      /**
       * @description State of the latest run.
       * @enum {string}
       */
      status: 'queued' | 'running' | 'interrupted' | 'finished' | 'cancelled' | 'failed' | 'idle';
      /** @description What somebody calls it, else e.g. the character's name; empty before the first run. */
      title: string;
      /** @description Spent by all runs that have ended. */
      tokens: number;
      /** Format: date-time */
      updated_at: string;
      /** @description Workflow id of the latest run; empty before the first. */
      workflow: string;
    };
    SessionEventDto: {
      /** Format: date-time */
      at: string;
      /** @description The AG-UI event. */
      event: {
        [key: string]: unknown;
      };
      seq: number;
    };
    SessionEventsDto: {
      /** @description Whether a run is active; when not, nothing more will come by itself. */
      active: boolean;
      events: components['schemas']['SessionEventDto'][];
      /** @description The last number of the session. */
      head: number;
    };
    SessionInfo: {
      id: string;
      /**
       * @description Of what is written.
       * @enum {string}
       */
      language: 'zh' | 'en';
      /** @description E.g. the character's name. */
      title: string;
      /** @description Workflow id. */
      workflow: string;
    };
    SessionListDto: {
      /** @description For the next page; null on the last. */
      next_cursor: string | null;
      /** @description The most recently used first. */
      sessions: components['schemas']['SessionDto'][];
    };
    SnapshotDto: {
      /** @description In the order in which they began. */
      activities: components['schemas']['ActivityDto'][];
      /** @description In the order in which they began. */
      messages: components['schemas']['MessageDto'][];
      seq: number;
      /** @description The state document; empty (`{}`) before the first run. */
      state: components['schemas']['RunStateDocument'];
    };
    SpendingDto: {
      /** @description By the prices of their time; null where they are not known, or the currencies differ. */
      cost: number | null;
      /** @description ISO 4217. */
      currency: string | null;
      /** @description From the first work to the end, ms. */
      duration_ms: number;
      /** @description Input and output tokens together. */
      tokens: number;
    };
    StartedRunDto: {
      /** @description Stop or continue it at `/api/runs/{run_id}`. */
      run_id: string;
      /** @description Follow it at `/api/sse/stream/{session_id}`. */
      session_id: string;
    };
    StopProof: {
      /** @description When the last provider call was aborted. */
      abortedAt: string;
      /** @description Pieces of text that arrived after the stop and were thrown away. */
      deltasDiscarded: number;
      providerCallsAborted: number;
      requestedAt: string;
    };
    StorageDto: {
      database_bytes: number;
      /** @description Compressed stretches of up to 1,000 events, estimated. */
      event_blocks: number;
      /** @description Events of active and recent sessions, estimated. */
      event_rows: number;
      sessions: number;
    };
    TemplateCategoryDto: {
      /** @description ASCII, unique in the template; given when it is left out, and kept from then on. */
      id?: string;
      items: components['schemas']['TemplateItemDto'][];
      /** @description One line of 1–80 characters. */
      name: string;
    };
    TemplateContentDto: {
      categories: components['schemas']['TemplateCategoryDto'][];
      style: components['schemas']['TemplateStyleDto'];
    };
    TemplateDto: {
      categories: number;
      /** @description Every category and item has its id. */
      content: components['schemas']['TemplateContentDto'];
      id: string;
      items: number;
      name: string;
      /** @description ISO 8601. */
      updated_at: string;
      /** @description The latest. */
      version: number;
    };
    TemplateInput: {
      /** @description The version that was edited; 409 `template_changed` when there is a later one. */
      base_version: number;
      categories: components['schemas']['TemplateCategoryDto'][];
      /** @description 1–100 characters. */
      name: string;
      style: components['schemas']['TemplateStyleDto'];
    };
    TemplateItemDto: {
      /**
       * @description What to write, for the model and for people; up to 2,000 characters.
       * @default
       */
      content?: string;
      /** @description ASCII, unique in its category; given when it is left out, and kept from then on. */
      id?: string;
      /**
       * @description What the text should touch upon; up to 500 characters.
       * @default
       */
      keywords?: string;
      /** @description One line of 1–80 characters. */
      name: string;
      /**
       * @description For people only; up to 1,000 characters.
       * @default
       */
      note?: string;
    };
    TemplateListDto: {
      templates: components['schemas']['TemplateSummaryDto'][];
    };
    TemplateStyleDto: {
      /** @description Words that no text may use; the review finds them, each in its item. */
      banned?: string[];
      /** @description Words that the profile as a whole must use; the review tells which are missing. */
      required?: string[];
      /**
       * @description E.g. `过去时` or `present tense`. Up to 100 characters.
       * @default
       */
      tense?: string;
      /**
       * @description E.g. `冷静克制，短句`. Up to 500 characters.
       * @default
       */
      voice?: string;
    };
    TemplateSummaryDto: {
      categories: number;
      id: string;
      items: number;
      name: string;
      /** @description ISO 8601. */
      updated_at: string;
      /** @description The latest. */
      version: number;
    };
    TemplateVersionDto: {
      /** @description ISO 8601. */
      created_at: string;
      version: number;
    };
    TemplateVersionListDto: {
      versions: components['schemas']['TemplateVersionDto'][];
    };
    TokenCounts: {
      inputTokens: number;
      outputTokens: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  CardController_import: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description At most 20 MB.
           */
          file: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedCardDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CastListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CastInput'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CastDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cast_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CastDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cast_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_continue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cast_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_stop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        cast_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CastController_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description At most 20 MB.
           */
          file: string;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectionListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CollectionInput'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectionDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CollectionInput'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectionDto'];
        };
      };
    };
  };
  CollectionController_listDocuments: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_upload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description At most 20 MB.
           */
          file: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_getDocument: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
        document_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentTextDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_removeDocument: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
        document_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_embed: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CollectionDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  CollectionController_addSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        collection_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionDocumentInput'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DocumentDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  HealthController_check: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  ProviderController_test: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        provider_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProviderCheckDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_continue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ContinueRunDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedRunDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_stopItem: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        item_id: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_resume: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ResumeRunDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedRunDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_revise: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RevisionDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedRunDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  RunController_stop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SearchController_search: {
    parameters: {
      query: {
        /** @description Ids of collections, separated by commas. */
        collections: string[];
        /** @description Hits at most, 1–50. */
        limit?: number;
        /** @description In words, a name or a sentence; 1–500 characters. */
        q: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SearchResultDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SessionController_list: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        limit?: number;
        /** @description Part of the title. */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SessionController_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SessionController_rename: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RenameSessionDto'];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  ArtifactController_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArtifactListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  ArtifactController_download: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SessionController_events: {
    parameters: {
      query?: {
        /** @description Events after this sequence number. */
        after?: number;
        limit?: number;
        /** @description Seconds to wait for the first event, when there is none yet. */
        wait?: number;
      };
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionEventsDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  ExportController_download: {
    parameters: {
      query: {
        /**
         * @description `json` (ExportDto), `markdown`, `docx`, `xlsx`, `csv`; character cards `card_v2`, `card_v3` and, in a portrait,
         *     `card_png`; `lorebook_v3`, `world_info` (SillyTavern).
         */
        format:
          | 'csv'
          | 'xlsx'
          | 'docx'
          | 'markdown'
          | 'json'
          | 'card_png'
          | 'card_v3'
          | 'card_v2'
          | 'lorebook_v3'
          | 'world_info';
      };
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExportDto'];
          'application/octet-stream': string;
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  ExportController_embed: {
    parameters: {
      query: {
        format: 'card_png';
      };
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'image/png': string;
      };
    };
    responses: {
      /** @description The card. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'image/png': string;
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  ProvenanceController_get: {
    parameters: {
      query?: {
        /** @description From 1; the one whose text counts without it. */
        attempt?: number;
      };
      header?: never;
      path: {
        item_id: string;
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProvenanceDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SessionController_snapshot: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SnapshotDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SseController_createSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedSessionDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SseController_probe: {
    parameters: {
      query?: {
        /** @description How many events to send. */
        events?: number;
        /** @description Between two of them, ms. */
        interval?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SseController_stream: {
    parameters: {
      query?: {
        /** @description `event`: heartbeats as `event: heartbeat` with the cursor, instead of comments. */
        heartbeat?: 'comment' | 'event';
        /** @description Resume after this sequence number; the header `Last-Event-ID` wins. */
        last_event_id?: number;
        /** @description `never`: stay open after the end of the run. */
        until?: 'end' | 'never';
      };
      header?: {
        /** @description Resume after this sequence number. */
        'Last-Event-ID'?: string;
      };
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Everything is read and no run is active. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  SseController_streamMany: {
    parameters: {
      query?: {
        /**
         * @description `<session>:<number>,…`: of each session, resume after this sequence number; an `r` after the number says that you
         *     have been told of its rest there. At most 32 sessions; the header `Last-Event-ID` wins.
         */
        cursor?: string;
        /**
         * @description Seconds: a short answer instead of a stream, for networks that pass on only what has ended. It ends with what there
         *     is, or as soon as something comes, or after this time.
         */
        hold?: number;
      };
      header?: {
        /** @description Resume after this vector of cursors. */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_get: {
    parameters: {
      query?: {
        /** @description The latest without it. */
        version?: number;
      };
      header?: never;
      path: {
        template_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        template_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateInput'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateDto'];
        };
      };
    };
  };
  TemplateController_archive: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        template_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_export: {
    parameters: {
      query: {
        format: 'csv' | 'xlsx';
        /** @description The latest without it. */
        version?: number;
      };
      header?: never;
      path: {
        template_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_versions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        template_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplateVersionListDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_exportBuiltIn: {
    parameters: {
      query: {
        format: 'csv' | 'xlsx';
        language?: 'zh' | 'en';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  TemplateController_import: {
    parameters: {
      query?: {
        /** @description A template whose next version it becomes; a new template without it. */
        template_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          /**
           * Format: binary
           * @description At most 20 MB.
           */
          file: string;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportedTemplateDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  start_character_profile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CharacterProfileInput'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedRunDto'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  options_character_profile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProfileOptions'];
        };
      };
      /** @description A failure; `code` says which. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
}
