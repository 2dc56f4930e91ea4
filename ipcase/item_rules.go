package ipcase

// Move is something an actor may do to an item.
type Move string
