package worker

import "context"

// job is what the worker does beside deliveries.
type job struct {
	name   string
	prompt bool // at once when something was committed, and not only at every Poll
	do     func(context.Context) error
}

// shopsAtOnce is how many shops are looked through in one go; the rest waits for the
// next look.
const shopsAtOnce = 5

func (w *Worker) jobs() []job {
	s := w.Store
	return []job{
		{"deadlines", true, untilNone(some(s.PassDeadlines))}, // silence acts
		{"log", false, untilNone(s.SequenceLog)},
		{"pictures", false, untilNone(some(s.LookAtPictures))},
		{"words", false, untilNone(some(s.LearnWords))}, // by which cases are found
		{"relistings", false, func(ctx context.Context) error {
			_, err := s.LookForRelistings(ctx, shopsAtOnce)
			return err
		}},
		{"public", false, untilNone(s.TakeUpLog)}, // the register and the figures
		{"engines", false, untilNone(s.SyncEngines)},
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
