import type { components, operations } from './schema';

/** The API's shapes by the names that the portal uses; their documentation is the server's (Swagger at `/api/docs`). */
type Schemas = components['schemas'];

export type Localized = Schemas['Localized'];
export type Language = keyof Localized;

export type ItemOption = Schemas['ItemOption'];
export type CategoryOption = Schemas['CategoryOption'];
export type ModelOption = Schemas['ModelOption'];
export type ProviderOption = Schemas['ProviderOption'];
export type ExampleRequest = Schemas['ProfileExample'];
export type ProfileOptions = Schemas['ProfileOptions'];
export type ProfileRequest = Schemas['CharacterProfileInput'];
export type ContinueRequest = Schemas['ContinueRunDto'];
export type RevisionRequest = Schemas['RevisionDto'];
export type StartedRun = Schemas['StartedRunDto'];

export type SessionSummary = Schemas['SessionDto'];
export type SessionPage = Schemas['SessionListDto'];
export type SessionStatus = SessionSummary['status'];
export type SnapshotMessage = Schemas['MessageDto'];
export type SnapshotActivity = Schemas['ActivityDto'];
export type MessageStatus = SnapshotMessage['status'];
export type SessionSnapshot = Schemas['SnapshotDto'];
export type EventPage = Schemas['SessionEventsDto'];

export type ArtifactSummary = Schemas['ArtifactDto'];
export type ArtifactList = Schemas['ArtifactListDto'];
export type ExportFormat = operations['ExportController_download']['parameters']['query']['format'];
export type Collection = Schemas['CollectionDto'];
export type CollectionList = Schemas['CollectionListDto'];
export type CollectionDocument = Schemas['DocumentDto'];
export type DocumentList = Schemas['DocumentListDto'];
export type DocumentText = Schemas['DocumentTextDto'];
export type SearchHit = Schemas['SearchHitDto'];
export type Provenance = Schemas['ProvenanceDto'];
export type Template = Schemas['TemplateDto'];
export type TemplateInput = Schemas['TemplateInput'];
export type TemplateList = Schemas['TemplateListDto'];
export type TemplateVersionList = Schemas['TemplateVersionListDto'];
export type ImportedTemplate = Schemas['ImportedTemplateDto'];
export type RejectedRow = Schemas['RejectedRowDto'];
export type ImportedCard = Schemas['ImportedCardDto'];
export type Cast = Schemas['CastDto'];
export type CastMember = Schemas['CastMemberDto'];
export type CastSummary = Schemas['CastSummaryDto'];
export type CastInput = Schemas['CastInput'];
export type Roster = Schemas['RosterDto'];
export type RejectedRosterRow = Schemas['RejectedRosterRowDto'];
export type ProviderCheck = Schemas['ProviderCheckDto'];
export type ProblemDocument = Schemas['ProblemDto'];
