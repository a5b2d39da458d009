/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   Natural ids (decision 0010): a cached resolution of natural id b. A transaction W, session 0, loads the row when it has natural id a, and writes all of it back,
   so that the row has a again, whatever came between. X, session 1, gives the row natural id b meanwhile: by a transaction that locks row and b, or by a
   bulk statement (BULK 1) that locks both regions. A session resolves b and stores that. W does not know of b: if its row's lock is not clean when it is
   asked for again, after W's statement, W locks the region of the natural ids.

   Property: b is not there to be read once a commit has taken it from the row.

   The row's partition is partition.pml's. The one of b is another, on masters of its own; its own failures are regions.pml's matter, so here it has none and
   only what an eviction and a lock do there is kept. The database locks a row from its change to the end of the transaction. */

#ifndef BULK
#define BULK 0
#endif

/* Rules; as built. */
#ifndef GUARD
#define GUARD 1         /* a lock that is not clean has the region of natural ids locked; 0: nothing has */
#endif
#ifndef AGAIN
#define AGAIN 1         /* the lock is asked for again after the statement; 0: its first answer counts */
#endif
#ifndef OTHERS_UNCLEAN
#define OTHERS_UNCLEAN 1 /* a lock makes those that are there unclean */
#endif
#ifndef REGION_UNCLEANS
#define REGION_UNCLEANS 1 /* so does a lock or an eviction of the region, once the lock is asked for again */
#endif
#ifndef OWNER_CLEAN
#define OWNER_CLEAN 1   /* a lock is clean only on the master that owns the term. 0: on any */
#endif

#define SESSIONS 2
#define A 1
#define B 2
#define NOBODY 255

byte db = A;
byte rowOf = NOBODY;    /* who has changed the row, and not ended */
bool cached;            /* the resolution of b */
bool heldB, heldIds[2]; /* locks on b, and of W and X on the region of natural ids */
bool freshB;            /* the stamp of who resolves b */
byte heldR[2];          /* holders of the lock on the row's region: X */
byte freshR[2];

#define VOID_ENTRIES(n) freshR[n] = 0
#define CLEAR_MORE(n) heldR[n] = 0; freshR[n] = 0
#define COPY_MORE heldR[other] = heldR[legit]; freshR[other] = freshR[legit]
#define COPY_LEASE skip
#define KEPT_LEASE skip
#define DROP_MORE(n) heldR[n] = 0
#define LOSE_MORE heldR[legit] = 0; freshR[legit] = 0
#define LEASE_SHOWS_ALL(n) skip

#include "partition.pml"

#define untouched(n, i) (t[n] != 0 && heldR[n] == 0 && (freshR[n] & bit(i)))
#define ownsTerm(n) (!OWNER_CLEAN || owner[n] == me[n])
#define isClean(n, i) (clean[n] && (held[n] == bit(i) || !OTHERS_UNCLEAN))

inline takeStamps(i) {
  takeStamp(i);
  freshR[n_] = freshR[n_] | bit(i);
  if
  :: t[1 - n_] == t[n_] && (fresh[1 - n_] & bit(i)) -> freshR[1 - n_] = freshR[1 - n_] | bit(i)
  :: else
  fi
}

inline lockRow(n, i) {
  if
  :: held[n] & bit(i) -> clean[n] = clean[n] && ownsTerm(n) && (!REGION_UNCLEANS || untouched(n, i))
  :: else ->
     if
     :: held[n] != 0 && !OTHERS_UNCLEAN
     :: else -> clean[n] = passes(n, i) && untouched(n, i) && ownsTerm(n)
     fi;
     invalidated(n);
     held[n] = held[n] | bit(i)
  fi;
  refresh(n);
  prove(n)
}

inline unlockRow(n, i) {
  held[n] = held[n] & ~bit(i);
  clean[n] = 0;
  invalidated(n);
  refresh(n)
}

inline evictRegion(n) {
  invalidated(n);
  freshR[n] = freshR[n] & ~counted[n];
  refresh(n);
  prove(n)
}

inline lockRegion(n, i) {
  if
  :: heldR[n] & bit(i) -> refresh(n); prove(n)
  :: else -> heldR[n] = heldR[n] | bit(i); evictRegion(n)
  fi
}

/* In the partition of b. */
inline voidB() { cached = 0; freshB = 0 }

proctype W() {
  bool ran, asked, sure;
  atomic { takeStamps(0); db == A };
  do
  :: atomic { phase[0] == 0 || phase[0] == 3 || !asked ->
       pickWriter(); lockRow(n_, 0); phase[0] = proven_;
       if
       :: AGAIN || !ran -> sure = proven_ && isClean(n_, 0)
       :: else
       fi;
       asked = ran && proven_ }
  :: atomic { checked(0) -> phase[0] = 3 }
  :: atomic { !ran && rowOf == NOBODY -> rowOf = 0; ran = 1 }
  :: atomic { GUARD && asked && !sure && !heldIds[0] -> heldIds[0] = 1; voidB() }
  :: atomic { checked(0) && asked && (sure || heldIds[0] || !GUARD) -> db = A; break }
  :: break
  :: goto ended
  od;
  atomic { phase[0] = 0; rowOf = (rowOf == 0 -> NOBODY : rowOf) };
  atomic {
    if
    :: heldIds[0] -> heldIds[0] = 0; voidB()
    :: else
    fi };
  if
  :: atomic { pickWriter(); unlockRow(n_, 0) }
  :: true
  fi;
ended:
  atomic { phase[0] = 0; rowOf = (rowOf == 0 -> NOBODY : rowOf); ran = 0; asked = 0; sure = 0 }
}

proctype X() {
  do
#if BULK
  :: atomic { phase[1] == 0 || phase[1] == 3 -> pickWriter(); lockRegion(n_, 1); phase[1] = proven_; heldIds[1] = 1; voidB() }
#else
  :: atomic { phase[1] == 0 || phase[1] == 3 -> pickWriter(); lockRow(n_, 1); phase[1] = proven_; heldB = 1; voidB() }
#endif
  :: atomic { checked(1) -> phase[1] = 3 }
  :: atomic { rowOf == NOBODY -> rowOf = 1 }
  :: atomic { checked(1) && rowOf == 1 -> db = B; break }
  :: break
  :: goto ended
  od;
  atomic { phase[1] = 0; rowOf = (rowOf == 1 -> NOBODY : rowOf); heldB = 0; heldIds[1] = 0; voidB() };
  if
#if BULK
  :: atomic { pickWriter(); heldR[n_] = heldR[n_] & ~bit(1); evictRegion(n_) }
#else
  :: atomic { pickWriter(); unlockRow(n_, 1) }
#endif
  :: true
  fi;
ended:
  atomic { phase[1] = 0; rowOf = (rowOf == 1 -> NOBODY : rowOf) }
}

proctype Reader() {
  atomic { db == B -> freshB = 1 };
  atomic { freshB && !heldB && !heldIds[0] && !heldIds[1] -> cached = 1; freshB = 0 }
}

/* Locks expire: of the dead, and of the living that are not within the bound of their last check. */
proctype Locks() {
end:
  do
  :: atomic { (held[legit] & 1) && (!checked(0) || !BOUNDED) -> unlockRow(legit, 0) }
  :: atomic { (held[legit] & 2) && (!checked(1) || !BOUNDED) -> unlockRow(legit, 1) }
  :: atomic { (heldR[legit] & 2) && (!checked(1) || !BOUNDED) -> heldR[legit] = 0; evictRegion(legit) }
  :: atomic { (heldB || heldIds[1]) && !checked(1) -> heldB = 0; heldIds[1] = 0; voidB() }
  :: atomic { heldIds[0] && !checked(0) -> heldIds[0] = 0; voidB() }
  od
}

init {
  atomic {
    me[0] = 1; owner[0] = 1; t[0] = 1; lease[0] = 1; line[0] = 1;
    run W(); run X(); run Reader(); run Locks(); run Shard()
  }
}

never {
  do
  :: cached && db != B -> break
  :: else
  od
}
