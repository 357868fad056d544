import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes, type UrlMatcher } from '@angular/router';
import { LastSession } from '../history/last-session';
import { keepsUnsavedChanges } from '../shared/unsaved-changes';

/** `/` and `/sessions/:id` are one route, so the page and its half-filled form live on when a run starts. */
const page: UrlMatcher = (segments) => {
  if (segments.length === 0) return { consumed: [] };
  const [folder, id] = segments;
  return segments.length === 2 && folder?.path === 'sessions' && id
    ? { consumed: segments, posParams: { sessionId: id } }
    : null;
};

/** `/` re-opens the session that was open last. */
const reopenLast: CanActivateFn = (route) => {
  const last = inject(LastSession).id();
  return route.paramMap.has('sessionId') || !last || inject(Router).createUrlTree(['/sessions', last]);
};

export const routes: Routes = [
  {
    matcher: page,
    canActivate: [reopenLast],
    canDeactivate: [keepsUnsavedChanges],
    loadComponent: () =>
      import('../character-profile/character-profile-page').then((module) => module.CharacterProfilePage),
  },
  {
    path: 'knowledge',
    canDeactivate: [keepsUnsavedChanges],
    loadComponent: () => import('../knowledge/knowledge-page').then((module) => module.KnowledgePage),
  },
  {
    path: 'templates',
    canDeactivate: [keepsUnsavedChanges],
    loadComponent: () => import('../templates/template-page').then((module) => module.TemplatePage),
  },
  {
    path: 'casts',
    canDeactivate: [keepsUnsavedChanges],
    loadComponent: () => import('../casts/cast-page').then((module) => module.CastPage),
  },
  {
    path: 'casts/:castId',
    loadComponent: () => import('../casts/cast-page').then((module) => module.CastPage),
  },
  { path: '**', redirectTo: '' },
];
