package worker

import "context"

// job is what the worker does at every Poll, beside deliveries.
type job struct {
	name string
	do   func(context.Context) error
}

// shopsAtOnce is how many shops are looked through in one go; the rest waits for the
// next look.
const shopsAtOnce = 5

func (w *Worker) jobs() []job {
	s := w.Store
	return []job{
		{"deadlines", untilNone(some(s.PassDeadlines))}, // silence acts
		{"log", untilNone(s.SequenceLog)},
		{"pictures", untilNone(some(s.LookAtPictures))},
		{"words", untilNone(some(s.LearnWords))}, // by which cases are found
		{"relistings", func(ctx context.Context) error {
			_, err := s.LookForRelistings(ctx, shopsAtOnce)
			return err
		}},
		{"public", untilNone(s.TakeUpLog)}, // the register and the figures
		{"engines", untilNone(s.SyncEngines)},
	}
}

// some does a step a batch at a time.
func some(step func(context.Context, int) (int, error)) func(context.Context) (int, error) {
	return func(ctx context.Context) (int, error) { return step(ctx, batch) }
}

// untilNone repeats a step until it finds nothing more to do.
func untilNone(step func(context.Context) (int, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		for ctx.Err() == nil {
			if n, err := step(ctx); err != nil || n == 0 {
				return err
			}
		}
		return nil
	}
}
