import { firstValueFrom, type Observable } from 'rxjs';
import { ApiProblem } from './api-problem';

/** The one answer of a request. @throws ApiProblem */
export async function answer<T>(request: Observable<T>): Promise<T> {
  try {
    return await firstValueFrom(request);
  } catch (error) {
    throw ApiProblem.from(error);
  }
}
